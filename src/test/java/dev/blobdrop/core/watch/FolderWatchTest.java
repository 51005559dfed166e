package dev.blobdrop.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.EngineSettings;
import dev.blobdrop.core.transfer.NameFilter;
import dev.blobdrop.core.transfer.Patience;
import dev.blobdrop.core.transfer.TransferEngine;
import dev.blobdrop.core.transfer.TransferEvent;
import dev.blobdrop.core.transfer.UploadRequest;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// What is sent when, and that nothing is forgotten, on an account in memory.
@Timeout(120)
class FolderWatchTest {
    private static final Duration SETTLE = Duration.ofMillis(300);

    @TempDir Path temporary;

    private final InMemoryBlobStore store = new InMemoryBlobStore();
    private final List<TransferEvent> events = new CopyOnWriteArrayList<>();
    private FolderEvents notes = Inotify.open();
    private int mostWaiting = 1_000;
    private NameFilter filter = NameFilter.ALL;
    private Optional<Path> exitFile = Optional.empty();
    private Optional<Duration> idleExit = Optional.empty();
    private Duration sweepEvery = Duration.ofMinutes(10);
    private Duration grace = Duration.ofSeconds(30);
    private FolderWatch watch;
    private CompletableFuture<WatchSnapshot> run = new CompletableFuture<>();

    private Path folder() {
        return temporary.resolve("in");
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private void start() throws IOException {
        Files.createDirectories(folder());
        Duration patience = Duration.ofSeconds(1);
        EngineSettings settings =
                EngineSettings.standard()
                        .withConcurrency(8)
                        .withPatience(
                                new Patience(patience, patience, Duration.ZERO, Duration.ZERO));
        WatchRequest request =
                WatchRequest.of(
                                folder(),
                                UploadRequest.of(List.of(), "data")
                                        .ifExists(ConflictPolicy.IF_DIFFERENT)
                                        .only(filter))
                        .endingAt(exitFile, idleExit)
                        .with(SETTLE, sweepEvery, grace);
        watch =
                new FolderWatch(
                        new TransferEngine(store, settings),
                        request,
                        events::add,
                        notes,
                        mostWaiting);
        run = new CompletableFuture<>();
        CompletableFuture<WatchSnapshot> result = run;
        Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            try {
                                result.complete(watch.run());
                            } catch (Throwable e) {
                                result.completeExceptionally(e);
                            }
                        });
    }

    private WatchSnapshot end() {
        return run.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    private WatchSnapshot stop() {
        watch.stop();
        return end();
    }

    @AfterEach
    void stopIfRunning() {
        if (watch != null) {
            stop();
        }
    }

    private void await(String... names) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> store.names().containsAll(List.of(names)) || run.isDone());
        assertThat(store.names()).contains(names);
    }

    private void awaitSweeps(long more) {
        long from = watch.snapshot().sweeps();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> watch.snapshot().sweeps() >= from + more);
    }

    private String content(String name) {
        return new String(store.content(name), StandardCharsets.UTF_8);
    }

    private void needsNotes() {
        assumeTrue(notes != FolderEvents.SILENT, "this system does not tell of closed files");
    }

    @Test
    void whatIsThereAndWhatComesArrivesUnderItsPlaceInTheFolder() throws Exception {
        file("a.txt", "1");
        file("sub/b.txt", "2");
        start();
        await("a.txt", "sub/b.txt");
        file("c.txt", "3");
        file("new/deep/er/d.txt", "4");
        file("sub/e.txt", "5");
        await("c.txt", "new/deep/er/d.txt", "sub/e.txt");
        WatchSnapshot last = stop();
        assertThat(last.uploaded()).isEqualTo(5);
        assertThat(last.bytes()).isEqualTo(5);
        assertThat(last.left()).isZero();
        assertThat(last.end()).contains(WatchSnapshot.End.STOPPED);
        assertThat(store.count("put")).isEqualTo(5);
    }

    @Test
    void aFileThatIsStillOpenIsNotSentHalf() throws Exception {
        needsNotes();
        start();
        file("first", "x");
        await("first");
        Path file = folder().resolve("big.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("one half,".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 4; i++) {
                file("meanwhile" + i, "x");
                await("meanwhile" + i);
                Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
            }
            assertThat(store.names()).doesNotContain("big.csv");
            out.write("the other".getBytes(StandardCharsets.UTF_8));
        }
        await("big.csv");
        assertThat(content("big.csv")).isEqualTo("one half,the other");
        assertThat(store.requests()).filteredOn(r -> r.verb().equals("put")).hasSize(6);
    }

    @Test
    void aFileThatWasOpenedAndIsStillEmptyIsNotSent() throws Exception {
        needsNotes();
        start();
        file("first", "x");
        await("first");
        try (OutputStream out = Files.newOutputStream(folder().resolve("result"))) {
            file("meanwhile", "x");
            await("meanwhile");
            Thread.sleep(SETTLE.multipliedBy(2));
            assertThat(store.names()).doesNotContain("result");
            out.write('y');
        }
        await("result");
        assertThat(content("result")).isEqualTo("y");
    }

    @Test
    void aPassingNameIsNotSent() throws Exception {
        needsNotes();
        start();
        file("first", "x");
        await("first");
        Path part = Files.writeString(folder().resolve("data.part"), "whole");
        Files.move(part, folder().resolve("data.csv"));
        await("data.csv");
        stop();
        assertThat(store.names()).containsExactly("data.csv", "first");
    }

    @Test
    void aHardLinkAndAFileMovedInAreSent() throws Exception {
        Path outside = Files.writeString(temporary.resolve("outside"), "x");
        start();
        file("first", "x");
        await("first");
        Files.createLink(folder().resolve("link"), outside);
        Files.move(
                Files.createDirectories(temporary.resolve("tree/sub")).getParent(),
                folder().resolve("tree"));
        file("tree/sub/f", "y");
        Files.move(Files.writeString(temporary.resolve("o2"), "z"), folder().resolve("moved"));
        await("link", "moved", "tree/sub/f");
    }

    @Test
    void aFileThatChangesIsSentAgain() throws Exception {
        start();
        file("log", "one");
        await("log");
        file("log", "one, two");
        Awaitility.await().until(() -> content("log").equals("one, two"));
        assertThat(stop().uploaded()).isEqualTo(2);
    }

    @Test
    void anEmptyFileAndOneWithTheSameTimeAndSizeArrive() throws Exception {
        start();
        Path file = file("same", "one");
        file("empty", "");
        await("same", "empty");
        FileTime time = Files.getLastModifiedTime(file);
        Path other = Files.writeString(temporary.resolve("other"), "two");
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Awaitility.await().until(() -> content("same").equals("two"));
        Files.writeString(file, "six");
        Files.setLastModifiedTime(file, time);
        Awaitility.await().until(() -> content("same").equals("six"));
    }

    @Test
    void aRestartSendsOnlyWhatIsNew() throws Exception {
        for (int i = 0; i < 20; i++) {
            file("f" + i, "content " + i);
        }
        start();
        await("f0", "f19");
        stop();
        assertThat(store.count("put")).isEqualTo(20);
        file("g", "while nobody watched");
        file("f3", "changed while nobody watched");
        notes = Inotify.open();
        start();
        await("g");
        WatchSnapshot last = stop();
        assertThat(last.uploaded()).isEqualTo(2);
        assertThat(last.skipped()).isEqualTo(19);
        assertThat(store.count("put")).isEqualTo(22);
        assertThat(content("f3")).startsWith("changed");
    }

    @Test
    void withoutAnyNotesSweepsFindEverything() throws Exception {
        notes.close();
        notes = FolderEvents.SILENT;
        sweepEvery = Duration.ofMillis(100);
        start();
        file("a", "1");
        file("sub/b", "2");
        await("a", "sub/b");
        file("a", "changed");
        Awaitility.await().until(() -> content("a").equals("changed"));
        assertThat(watch.snapshot().follows()).isFalse();
        assertThat(stop().uploaded()).isEqualTo(3);
    }

    /// So many changes that the kernel drops what comes after them while nobody reads.
    @Test
    void anOverflowOfTheKernelsNotesForgetsNoFile() throws Exception {
        needsNotes();
        int most = mostNotes();
        assumeTrue(most <= 20_000, "this kernel keeps more notes than a test can make");
        FolderEvents real = notes;
        CountDownLatch written = new CountDownLatch(1);
        notes = new LateReader(real, written);
        start();
        awaitSweeps(1);
        for (int i = 0; i < most / 2; i++) {
            file("noise", "x");
        }
        int files = 100;
        for (int i = 0; i < files; i++) {
            file("f" + i, "whose notes are lost");
        }
        written.countDown();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                store.names().size() == files + 1 && watch.snapshot().lost() > 0
                                        || run.isDone());
        WatchSnapshot last = stop();
        assertThat(last.lost()).isPositive();
        assertThat(last.uploaded()).isEqualTo(files + 1);
        assertThat(last.left()).isZero();
    }

    /// In one reading: the kernel gives such a number whole or not at all.
    private static int mostNotes() throws IOException {
        byte[] number = new byte[32];
        try (InputStream in =
                Files.newInputStream(Path.of("/proc/sys/fs/inotify/max_queued_events"))) {
            int length = in.read(number);
            return Integer.parseInt(
                    new String(number, 0, length, StandardCharsets.US_ASCII).strip());
        }
    }

    /// Reads the kernel's notes only when everything was written.
    private record LateReader(FolderEvents real, CountDownLatch written) implements FolderEvents {
        @Override
        public boolean follow(Path folder) {
            return real.follow(folder);
        }

        @Override
        public List<Change> next(Duration limit) throws InterruptedException {
            written.await();
            return real.next(limit);
        }

        @Override
        public void close() {
            real.close();
        }
    }

    @Test
    void moreFilesThanFitAreSentAllTheSame() throws Exception {
        mostWaiting = 25;
        List<Integer> queues = new ArrayList<>();
        store.before(request -> queues.add(watch.snapshot().queue()));
        for (int i = 0; i < 100; i++) {
            file("before" + i, "x");
        }
        start();
        for (int i = 0; i < 100; i++) {
            file("sub" + i % 7 + "/after" + i, "x");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> store.names().size() == 200 || run.isDone());
        WatchSnapshot last = stop();
        assertThat(last.uploaded()).isEqualTo(200);
        assertThat(store.count("put")).isEqualTo(200);
        assertThat(queues).allMatch(queue -> queue <= 25);
    }

    @Test
    void aFileThatFailsIsTriedAgainAndCounted() throws Exception {
        AtomicInteger failures = new AtomicInteger(2);
        store.before(
                request -> {
                    if (request.path().name().equals("bad") && failures.getAndDecrement() > 0) {
                        throw InMemoryBlobStore.refusal("LeaseIdMissing");
                    }
                });
        start();
        file("good", "x");
        file("bad", "y");
        await("good", "bad");
        WatchSnapshot last = stop();
        assertThat(last.failures()).containsEntry("LeaseIdMissing", 2L);
        assertThat(last.failing()).isZero();
        assertThat(last.uploaded()).isEqualTo(2);
        assertThat(events).filteredOn(TransferEvent.Failed.class::isInstance).hasSize(2);
    }

    @Test
    void aFileThatCannotBeSentAtAllIsToldAndTheRestGoesOn() throws Exception {
        file("good", "x");
        file("back\\slash", "y");
        start();
        await("good");
        WatchSnapshot last = stop();
        assertThat(store.names()).containsExactly("good");
        assertThat(last.failing()).isEqualTo(1);
        assertThat(last.left()).isEqualTo(1);
        assertThat(watch.lastFailure()).map(Problem::code).contains("bad-blob-name");
    }

    @Test
    void anOutageIsWaitedOutAndNothingIsLost() throws Exception {
        file("a", "x");
        start();
        await("a");
        store.before(
                request -> {
                    throw InMemoryBlobStore.refusal("ServerBusy");
                });
        file("b", "y");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> watch.snapshot().heldBy().isPresent());
        file("c", "z");
        store.before(request -> {});
        await("b", "c");
        assertThat(watch.snapshot().heldBy()).isEmpty();
        assertThat(stop().left()).isZero();
    }

    @Test
    void aRefusalOfTheFirstFileEndsTheWatch() throws Exception {
        store.before(
                request -> {
                    throw InMemoryBlobStore.refusal("AuthorizationPermissionMismatch");
                });
        file("a", "x");
        start();
        WatchSnapshot last = end();
        assertThat(last.end()).contains(WatchSnapshot.End.PROBLEM);
        assertThat(watch.lastFailure()).map(Problem::kind).contains(Problem.Kind.DENIED_BY_ROLE);
    }

    @Test
    void aRefusalLaterIsWaitedOut() throws Exception {
        file("a", "x");
        start();
        await("a");
        store.before(
                request -> {
                    throw InMemoryBlobStore.refusal("AuthorizationPermissionMismatch");
                });
        file("b", "y");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> watch.snapshot().heldBy().isPresent());
        store.before(request -> {});
        await("b");
        assertThat(watch.snapshot().failures()).containsKey("AuthorizationPermissionMismatch");
    }

    @Test
    void theExitFileEndsItAfterWhatCameBefore() throws Exception {
        exitFile = Optional.of(folder().resolve("DONE"));
        start();
        for (int i = 0; i < 50; i++) {
            file("f" + i, "x");
        }
        file("DONE", "");
        WatchSnapshot last = end();
        assertThat(last.end()).contains(WatchSnapshot.End.EXIT_FILE);
        assertThat(store.names()).hasSize(50).doesNotContain("DONE");
    }

    @Test
    void idlenessEndsIt() throws Exception {
        idleExit = Optional.of(Duration.ofSeconds(2));
        start();
        file("a", "x");
        WatchSnapshot last = end();
        assertThat(last.end()).contains(WatchSnapshot.End.IDLE);
        assertThat(store.names()).containsExactly("a");
    }

    @Test
    void theEndSendsWhatWasJustWrittenButNothingHalf() throws Exception {
        needsNotes();
        grace = Duration.ofSeconds(3);
        start();
        file("first", "x");
        await("first");
        try (OutputStream open = Files.newOutputStream(folder().resolve("open"))) {
            open.write('x');
            for (int i = 0; i < 30; i++) {
                file("new/f" + i, "x");
            }
            WatchSnapshot last = stop();
            assertThat(store.names()).hasSize(31).doesNotContain("open");
            assertThat(last.left()).isEqualTo(1);
        }
    }

    @Test
    void linksAreToldOnceAndNotFollowed() throws Exception {
        Path secret = Files.writeString(temporary.resolve("secret"), "x");
        Files.createDirectories(folder());
        Files.createSymbolicLink(folder().resolve("link"), secret);
        Files.createSymbolicLink(folder().resolve("links"), temporary);
        sweepEvery = Duration.ofMillis(100);
        start();
        Files.createSymbolicLink(folder().resolve("later"), secret);
        file("a", "x");
        await("a");
        awaitSweeps(3);
        WatchSnapshot last = stop();
        assertThat(store.names()).containsExactly("a");
        assertThat(last.skipped()).isEqualTo(3);
        assertThat(events).filteredOn(TransferEvent.Skipped.class::isInstance).hasSize(3);
    }

    @Test
    void whatTheFilterLeavesOutIsNotSent() throws Exception {
        filter = new NameFilter(List.of(), List.of("*.tmp"));
        start();
        file("sub/a.tmp", "x");
        file("sub/a.csv", "x");
        await("sub/a.csv");
        stop();
        assertThat(store.names()).containsExactly("sub/a.csv");
    }

    @Test
    void aPassingNameThatIsLeftOutIsNotTold() throws Exception {
        filter = new NameFilter(List.of(), List.of("*.part"));
        sweepEvery = Duration.ofMillis(20);
        Path passing = file("a.csv.part", "x");
        start();
        Awaitility.await().until(() -> watch.snapshot().sweeps() > 3);
        Files.move(passing, folder().resolve("a.csv"));
        await("a.csv");
        assertThat(stop().skipped()).isZero();
        assertThat(events).noneMatch(TransferEvent.Skipped.class::isInstance);
    }

    @Test
    void aNameThatIsLeftOutAndStaysIsToldOnce() throws Exception {
        filter = new NameFilter(List.of(), List.of("*.part"));
        sweepEvery = Duration.ofMillis(20);
        Path forgotten = file("a.csv.part", "x");
        Files.setLastModifiedTime(forgotten, FileTime.from(Instant.now().minusSeconds(90)));
        start();
        Awaitility.await().until(() -> watch.snapshot().sweeps() > 3);
        assertThat(stop().skipped()).isOne();
        assertThat(events)
                .singleElement()
                .isEqualTo(
                        new TransferEvent.Skipped(forgotten, "left out by --include or --exclude"));
    }

    @Test
    void aFileThatIsGoneBeforeItsTurnIsNoFailure() throws Exception {
        start();
        file("first", "x");
        await("first");
        CountDownLatch deleted = new CountDownLatch(1);
        store.before(
                request -> {
                    if (request.path().name().equals("slow")) {
                        awaitQuietly(deleted);
                    }
                });
        Path gone = file("slow", "x");
        Awaitility.await().until(() -> watch.snapshot().sending() == 1);
        Files.delete(gone);
        deleted.countDown();
        WatchSnapshot last = stop();
        assertThat(last.failed()).isZero();
        assertThat(last.left()).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
