package dev.blobdrop.core.transfer.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.DownloadEvent;
import dev.blobdrop.core.transfer.DownloadEvent.Downloaded;
import dev.blobdrop.core.transfer.DownloadEvent.Failed;
import dev.blobdrop.core.transfer.DownloadEvent.Skipped;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.engine.Download;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.core.transfer.flow.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// Downloads from an account in memory, with everything that was reported of them.
abstract class DownloadCase {
    static final int MIB = 1024 * 1024;

    @TempDir
    Path directory;

    final InMemoryBlobStore store = new InMemoryBlobStore();
    final List<DownloadEvent> events = new CopyOnWriteArrayList<>();

    Path folder() {
        return directory.resolve("here");
    }

    void blob(String name, String content) {
        store.place(name, content.getBytes(StandardCharsets.UTF_8));
    }

    DownloadRequest request(String... names) {
        return DownloadRequest.of("data", List.of(names), folder());
    }

    Download start(DownloadRequest request) {
        Duration patience = Duration.ofSeconds(5);
        EngineSettings settings =
                new EngineSettings(8, 24L * MIB, 0, new Patience(patience, patience, Duration.ZERO, Duration.ZERO));
        return new TransferEngine(store, settings).download(request, events::add);
    }

    /// Waits for the end; each blob that was found has ended once or is counted as left.
    DownloadSnapshot end(Download download) throws InterruptedException {
        assertThat(download.await(Duration.ofSeconds(60))).as("ends in time").isTrue();
        DownloadSnapshot last = download.snapshot();
        assertThat(last.active()).isEmpty();
        assertThat(all(Downloaded.class)).hasSize((int) last.downloaded());
        assertThat(all(Skipped.class)).hasSize((int) last.skipped());
        assertThat(all(Failed.class)).hasSize((int) last.failed());
        if (last.state() == RunState.DONE) {
            assertThat(last.left()).isZero();
            assertThat(last.listing()).isFalse();
        }
        return last;
    }

    DownloadSnapshot run(DownloadRequest request) throws InterruptedException {
        return end(start(request));
    }

    <T extends DownloadEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    Problem failure() {
        assertThat(all(Failed.class)).as(events.toString()).hasSize(1);
        return all(Failed.class).getFirst().problem();
    }

    List<String> files() throws IOException {
        if (!Files.exists(folder())) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder())) {
            return found.filter(Files::isRegularFile)
                    .map(file -> folder().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    String text(String name) throws IOException {
        return Files.readString(folder().resolve(name));
    }

    Path there(String name, String content) throws IOException {
        Path file = folder().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @AfterEach
    void nothingUnfinishedIsLeft() throws IOException {
        assertThat(files()).noneMatch(name -> name.endsWith(".part"));
        assertThat(store.count("delete")).isZero();
    }
}
