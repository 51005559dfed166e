package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.azure.PodAccount;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.flow.Patience;
import dev.blobdrop.sandbox.Gate;
import dev.blobdrop.sandbox.LoggedRequest;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/// An engine in the pod of a fresh sandbox, files for it, and what came of them.
public final class EngineBench {
    static final int MIB = 1024 * 1024;

    /// Long enough for a few tries, short enough for a test.
    static final Patience SHORT =
            new Patience(Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ZERO, Duration.ZERO);

    public final Sandbox azure;
    private final Path directory;
    private BlobStore store;
    private EngineSettings settings =
            new EngineSettings(EngineSettings.DEFAULT_CONCURRENCY, 64L * MIB, 0, Patience.STANDARD);

    public EngineBench(Path directory) {
        this(directory, SharedSandbox.get());
    }

    public EngineBench(Path directory, Sandbox azure) {
        this.azure = azure;
        azure.reset();
        this.directory = directory;
        this.store = PodAccount.open(azure);
    }

    EngineBench with(EngineSettings other) {
        settings = other;
        return this;
    }

    /// Gives a request up when its connection is silent for that time.
    EngineBench silentFor(Duration limit) {
        store = PodAccount.open(azure, limit);
        return this;
    }

    public EngineSettings settings() {
        return settings;
    }

    public BlobStore store() {
        return store;
    }

    /// A file of random bytes, other ones for each name.
    public Path file(String name, long size) {
        Path file = directory.resolve(name);
        Random random = new Random(name.hashCode());
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), MIB)) {
                byte[] chunk = new byte[64 * 1024];
                for (long left = size; left > 0; left -= chunk.length) {
                    random.nextBytes(chunk);
                    out.write(chunk, 0, (int) Math.min(left, chunk.length));
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Path> files(String format, int count, long size) {
        return IntStream.range(0, count)
                .mapToObj(number -> file(format.formatted(number), size))
                .toList();
    }

    UploadRequest request(Path... sources) {
        return UploadRequest.of(List.of(sources), azure.container());
    }

    UploadRequest request(List<Path> sources) {
        return UploadRequest.of(sources, azure.container());
    }

    /// Lets so many writes pass and holds the next ones.
    Gate holdAfter(int writes) {
        RequestMatcher put = RequestMatcher.method("PUT");
        azure.gateway().on(put).times(writes).delay(Duration.ZERO);
        return azure.gateway().on(put).hold();
    }

    /// Takes the network away from a run that has come through to somebody, while the requests that
    /// are held are under way; they never arrive.
    void cut(EngineRun run, Gate held) throws InterruptedException {
        await().until(() -> run.end().uploaded() > 0);
        cut(held);
    }

    void cut(Gate held) throws InterruptedException {
        held.awaitArrived(1);
        azure.gateway().stop();
        held.open();
    }

    /// Uploads and returns when it has ended.
    public EngineRun upload(UploadRequest request) throws InterruptedException {
        return start(request).await();
    }

    /// Uploads these files, each under its own name, failing where a blob exists.
    public EngineRun upload(Path... sources) throws InterruptedException {
        return upload(request(sources));
    }

    EngineRun start(UploadRequest request) {
        List<UploadEvent> events = new CopyOnWriteArrayList<>();
        return new EngineRun(new TransferEngine(store, settings).start(request, events::add), events);
    }

    /// That the blob holds what the file holds.
    void assertSame(String blob, Path file) throws IOException {
        Path copy = Files.createTempFile("blob", "");
        try {
            azure.blobs().getTo(azure.container(), blob, copy);
            assertThat(Files.size(copy)).as(blob).isEqualTo(Files.size(file));
            assertThat(Files.mismatch(copy, file)).as(blob).isEqualTo(-1);
        } finally {
            Files.delete(copy);
        }
    }

    byte[] content(String blob) {
        return azure.blobs().get(azure.container(), blob);
    }

    public void put(String blob, byte[] content) {
        azure.blobs().put(azure.container(), blob, content);
    }

    /// The names of all blobs in the container.
    public List<String> blobs() {
        return azure.blobs().list(azure.container());
    }

    public List<LoggedRequest> requests(String method) {
        return azure.gateway().requests().stream()
                .filter(request -> request.method().equals(method))
                .toList();
    }

    /// The blocks that the service took.
    long blocksSent() {
        return requests("PUT").stream()
                .filter(request -> request.query().contains("comp=block&"))
                .filter(request -> request.status() == 201)
                .count();
    }
}
