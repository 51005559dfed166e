package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.FakeConnector;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.transfers.History;
import dev.blobdrop.gui.transfers.TransfersModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/// The uploads with an in-memory account, Alice signed in, on the test's thread.
public final class TransferBench {
    static final String ACCOUNT = "https://contosodata.blob.core.windows.net";
    private static final String CONTAINER = "workloadidentity";

    final FakeConnector azure = new FakeConnector();
    public final InMemoryBlobStore store = azure.store(ACCOUNT);
    final UiThreads inline = new UiThreads(Runnable::run, Runnable::run, () -> true);
    final SessionModel session = new SessionModel(inline, azure, Environment.EMPTY);
    public final TransfersModel transfers;
    private final Path folder;

    public TransferBench(Path folder) {
        this(folder, Optional.empty());
    }

    public TransferBench(Path folder, Optional<History> history) {
        this.folder = folder;
        this.transfers = new TransfersModel(inline, session, System::nanoTime, history);
        session.accountText().set(ACCOUNT);
        session.start();
    }

    public Path file(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TransferRow drop(String name) {
        transfers.drop(List.of(folder.resolve(name)), "");
        return newest();
    }

    public TransferRow newest() {
        return transfers.rows().stream()
                .max(Comparator.comparing(TransferRow::number))
                .orElseThrow();
    }

    public void put(String name, String content) {
        store.place(name, content.getBytes(StandardCharsets.UTF_8));
    }

    void remove(String name) {
        store.remove(name);
    }

    public String content(String name) {
        return new String(store.content().get(new BlobPath(CONTAINER, name)), StandardCharsets.UTF_8);
    }

    /// Refreshes until the condition holds.
    public void await(Callable<Boolean> condition) {
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    transfers.refresh();
                    return condition.call();
                });
    }

    public void awaitEnd(TransferRow row) {
        await(() -> !row.isActive());
    }
}
