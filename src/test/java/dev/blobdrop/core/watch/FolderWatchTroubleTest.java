package dev.blobdrop.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.UploadEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever fails, is lost or is too much: nothing is forgotten.
@Timeout(120)
class FolderWatchTroubleTest {
    private final WatchedFolder in;

    FolderWatchTroubleTest(@TempDir Path temporary) {
        in = new WatchedFolder(temporary);
    }

    @AfterEach
    void close() {
        in.close();
    }

    @Test
    void withoutAnyNotesSweepsFindEverything() throws Exception {
        in.notes.close();
        in.notes = FolderEvents.SILENT;
        in.sweepEvery = Duration.ofMillis(100);
        in.start();
        in.whole("a", "1");
        in.whole("sub/b", "2");
        in.await("a", "sub/b");
        in.whole("a", "changed");
        in.awaitContent("a", "changed");
        assertThat(in.watch.snapshot().follows()).isFalse();
        assertThat(in.stop().uploaded()).isEqualTo(3);
    }

    @Test
    void anOverflowOfTheKernelsNotesForgetsNoFile() throws Exception {
        in.needsNotes();
        int most = mostNotes();
        assumeTrue(most <= 20_000, "this kernel keeps more notes than a test can make");
        CountDownLatch written = new CountDownLatch(1);
        in.notes = new LateReader(in.notes, written);
        in.follow();
        Path noise = in.file("noise", "x");
        for (int i = 0; i < most / 2; i++) {
            Files.writeString(noise, "x", StandardOpenOption.APPEND);
        }
        int files = 100;
        for (int i = 0; i < files; i++) {
            in.file("f" + i, "whose notes are lost");
        }
        written.countDown();
        in.until(() ->
                in.store.names().size() == files + 1 && in.watch.snapshot().lost() > 0 || in.run.isDone());
        WatchSnapshot last = in.stop();
        assertThat(last.lost()).isPositive();
        assertThat(last.uploaded()).isEqualTo(files + 1);
        assertThat(last.left()).isZero();
    }

    /// In one reading: the kernel gives such a number whole or not at all.
    private static int mostNotes() throws IOException {
        byte[] number = new byte[32];
        try (InputStream file = Files.newInputStream(Path.of("/proc/sys/fs/inotify/max_queued_events"))) {
            int length = file.read(number);
            return Integer.parseInt(new String(number, 0, length, StandardCharsets.US_ASCII).strip());
        }
    }

    @Test
    void moreFilesThanFitAreSentAllTheSame() throws Exception {
        in.mostWaiting = 25;
        Queue<Integer> queues = new ConcurrentLinkedQueue<>();
        in.store.before(request -> queues.add(in.watch.snapshot().queue()));
        for (int i = 0; i < 100; i++) {
            in.file("before" + i, "x");
        }
        in.start();
        for (int i = 0; i < 100; i++) {
            in.whole("sub" + i % 7 + "/after" + i, "x");
        }
        in.until(() -> in.store.names().size() == 200 || in.run.isDone());
        WatchSnapshot last = in.stop();
        assertThat(last.uploaded()).isEqualTo(200);
        assertThat(in.store.count("put")).isEqualTo(200);
        assertThat(queues).allMatch(queue -> queue <= 25);
    }

    @Test
    void aFileThatFailsIsTriedAgainAndCounted() throws Exception {
        AtomicInteger failures = new AtomicInteger(2);
        in.store.before(request -> {
            if (request.path().name().equals("bad") && failures.getAndDecrement() > 0) {
                throw InMemoryBlobStore.refusal("LeaseIdMissing");
            }
        });
        in.follow();
        in.file("good", "x");
        in.file("bad", "y");
        in.awaitLater("good", "bad");
        WatchSnapshot last = in.stop();
        assertThat(last.failures()).containsEntry("LeaseIdMissing", 2L);
        assertThat(last.failing()).isZero();
        assertThat(last.uploaded()).isEqualTo(2);
        assertThat(in.events).filteredOn(UploadEvent.Failed.class::isInstance).hasSize(2);
    }

    @Test
    void unsendableFileIsReportedAndTheRestContinues() throws Exception {
        in.file("good", "x");
        in.file("back\\slash", "y");
        in.start();
        in.await("good");
        WatchSnapshot last = in.stop();
        assertThat(in.store.names()).containsExactly("good");
        assertThat(last.failing()).isEqualTo(1);
        assertThat(last.left()).isEqualTo(1);
        assertThat(in.watch.lastFailure()).map(Problem::code).contains("bad-blob-name");
    }

    @Test
    void anOutageIsWaitedOutAndNothingIsLost() throws Exception {
        in.file("a", "x");
        in.start();
        in.await("a");
        in.store.before(request -> {
            throw InMemoryBlobStore.refusal("ServerBusy");
        });
        in.file("b", "y");
        in.until(() -> in.watch.snapshot().heldBy().isPresent());
        in.file("c", "z");
        in.store.before(request -> {});
        in.awaitLater("b", "c");
        in.until(() -> in.watch.snapshot().heldBy().isEmpty());
        assertThat(in.stop().left()).isZero();
    }

    @Test
    void aRefusalOfTheFirstFileEndsTheWatch() throws Exception {
        in.store.before(request -> {
            throw InMemoryBlobStore.refusal("AuthorizationPermissionMismatch");
        });
        in.file("a", "x");
        in.start();
        WatchSnapshot last = in.end();
        assertThat(last.end()).contains(WatchSnapshot.End.PROBLEM);
        assertThat(in.watch.lastFailure()).map(Problem::kind).contains(Problem.Kind.DENIED_BY_ROLE);
    }

    @Test
    void aRefusalLaterIsWaitedOut() throws Exception {
        in.file("a", "x");
        in.start();
        in.await("a");
        in.store.before(request -> {
            throw InMemoryBlobStore.refusal("AuthorizationPermissionMismatch");
        });
        in.file("b", "y");
        in.until(() -> in.watch.snapshot().heldBy().isPresent());
        in.store.before(request -> {});
        in.awaitLater("b");
        assertThat(in.watch.snapshot().failures()).containsKey("AuthorizationPermissionMismatch");
    }

    @Test
    void aFileThatIsGoneBeforeItsTurnIsNoFailure() throws Exception {
        in.follow();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch deleted = new CountDownLatch(1);
        in.store.before(request -> {
            asked.countDown();
            InMemoryBlobStore.await(deleted);
        });
        Path gone = in.file("slow", "x");
        asked.await();
        Files.delete(gone);
        deleted.countDown();
        WatchSnapshot last = in.stop();
        assertThat(last.failed()).isZero();
        assertThat(last.left()).isZero();
    }
}
