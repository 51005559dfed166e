package dev.blobdrop.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.NameFilter;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.core.transfer.flow.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A folder, the watch that keeps it uploaded to an account in memory, and what it has told. The
/// time by which it tries again and ends passes faster when a test says so.
final class WatchedFolder implements AutoCloseable {
    private static final Duration SETTLE = Duration.ofMillis(150);

    final InMemoryBlobStore store = new InMemoryBlobStore();
    final List<UploadEvent> events = new CopyOnWriteArrayList<>();
    FolderEvents notes = Inotify.open();
    int mostWaiting = 1_000;
    NameFilter filter = NameFilter.ALL;
    Optional<Path> exitFile = Optional.empty();
    Optional<Duration> idleExit = Optional.empty();
    Duration sweepEvery = Duration.ofMinutes(10);
    FolderWatch watch;
    CompletableFuture<WatchSnapshot> run = new CompletableFuture<>();

    private final Path temporary;
    private volatile Duration skipped = Duration.ZERO;

    /// @param temporary where the folder is made
    WatchedFolder(Path temporary) {
        this.temporary = temporary;
    }

    Path folder() {
        return temporary.resolve("in");
    }

    /// A place beside the folder.
    Path outside(String name) {
        return temporary.resolve(name);
    }

    /// Opens, writes and closes it in place.
    Path file(String name, String content) throws IOException {
        Path file = folder().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /// It appears with its whole content at once.
    Path whole(String name, String content) throws IOException {
        Path file = folder().resolve(name);
        Files.createDirectories(file.getParent());
        Path written = Files.writeString(outside("whole"), content);
        return Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void start() throws IOException {
        Files.createDirectories(folder());
        Duration patience = Duration.ofMillis(300);
        EngineSettings settings = EngineSettings.standard()
                .withConcurrency(8)
                .withPatience(new Patience(patience, patience, Duration.ZERO, Duration.ZERO));
        WatchRequest request = WatchRequest.of(
                        folder(),
                        UploadRequest.of(List.of(), "data")
                                .ifExists(ConflictPolicy.IF_DIFFERENT)
                                .only(filter))
                .endingAt(exitFile, idleExit)
                .with(SETTLE, sweepEvery, Duration.ofMinutes(2));
        watch = new FolderWatch(
                new TransferEngine(store, settings),
                request,
                events::add,
                notes,
                mostWaiting,
                () -> Instant.now().plus(skipped));
        run = new CompletableFuture<>();
        CompletableFuture<WatchSnapshot> result = run;
        Thread.ofPlatform().daemon().start(() -> {
            try {
                result.complete(watch.run());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
    }

    /// Starts and returns when the system tells of whatever happens in the folder from now on.
    void follow() throws IOException {
        start();
        until(() -> watch.snapshot().sweeps() >= 1);
    }

    /// The test is skipped where the system does not tell of closed files.
    void needsNotes() {
        assumeTrue(notes != FolderEvents.SILENT, "this system does not tell of closed files");
    }

    void followNotes() throws IOException {
        needsNotes();
        follow();
    }

    /// Lets that time pass for whatever waits for its next try or for the end of its grace.
    synchronized void skip(Duration time) {
        skipped = skipped.plus(time);
    }

    WatchSnapshot end() {
        return run.orTimeout(60, TimeUnit.SECONDS).join();
    }

    WatchSnapshot stop() {
        watch.stop();
        return end();
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.stop();
            skip(Duration.ofHours(1));
            end();
        }
    }

    /// Waits for this or for the watch's end.
    void until(Callable<Boolean> condition) {
        Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> condition.call() || run.isDone());
    }

    void await(String... names) {
        until(() -> store.names().containsAll(List.of(names)));
        assertThat(store.names()).contains(names);
    }

    /// Waits for these while time flies.
    void awaitLater(String... names) {
        until(() -> {
            skip(Duration.ofSeconds(1));
            return store.names().containsAll(List.of(names));
        });
        assertThat(store.names()).contains(names);
    }

    void awaitContent(String name, String content) {
        until(() -> content(name).equals(content));
        assertThat(content(name)).isEqualTo(content);
    }

    /// Waits for that many sweeps from now on; only for a watch that sweeps again and again.
    void awaitSweeps(long more) {
        long from = watch.snapshot().sweeps();
        until(() -> watch.snapshot().sweeps() >= from + more);
    }

    String content(String name) {
        return new String(store.content(name), StandardCharsets.UTF_8);
    }
}
