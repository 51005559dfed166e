package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.UploadSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole runs: counts, what ends a run, and what stays untouched.
@Timeout(120)
class TransferEngineTest {
    @TempDir
    Path folder;

    private final TestRuns runs = new TestRuns();
    private final InMemoryBlobStore store = runs.store;

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Path tree(int files) throws IOException {
        for (int i = 0; i < files; i++) {
            file("root/f%03d.txt".formatted(i), "content " + i);
        }
        return folder.resolve("root");
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Test
    void everyFileArrivesUnderItsOwnNameWithItsType() throws Exception {
        file("root/a.txt", "hello");
        file("root/sub/b.json", "{}");
        Files.createFile(folder.resolve("root/zero"));
        UploadSnapshot last = runs.run(TestRuns.request(folder.resolve("root")).under("in"));
        assertThat(last.state()).isEqualTo(RunState.DONE);
        assertThat(last.uploaded()).isEqualTo(3);
        assertThat(last.bytesFound()).isEqualTo(7);
        assertThat(last.bytesDone()).isEqualTo(7);
        assertThat(last.scanning()).isFalse();
        assertThat(store.names()).containsExactly("in/root/a.txt", "in/root/sub/b.json", "in/root/zero");
        assertThat(text(store.content("in/root/a.txt"))).isEqualTo("hello");
        assertThat(store.type("in/root/sub/b.json")).isEqualTo("application/json");
        assertThat(store.content("in/root/zero")).isEmpty();
    }

    @Test
    void smallFileIsOneWriteAfterOneLook() throws Exception {
        runs.run(TestRuns.request(file("a.txt", "x")));
        assertThat(store.requests()).extracting(InMemoryBlobStore.Request::verb).containsExactly("find", "put");
    }

    @Test
    void eventTellsWhatWasWritten() throws Exception {
        Path source = file("a.txt", "hello");
        runs.run(TestRuns.request(source));
        UploadEvent.Uploaded event = runs.only(UploadEvent.Uploaded.class);
        assertThat(event.source()).isEqualTo(source);
        assertThat(event.target()).isEqualTo(new BlobPath("data", "a.txt"));
        assertThat(event.size()).isEqualTo(5);
        assertThat(event.resumed()).isZero();
        assertThat(event.md5()).hasValue("5d41402abc4b2a76b9719d911017c592");
    }

    @Test
    void sumsAddUpAtEveryMoment() throws Exception {
        store.before(request -> pauseMillis(1));
        AtomicInteger looks = new AtomicInteger();
        Upload transfer = runs.start(TestRuns.request(tree(300)), 8);
        while (!transfer.await(java.time.Duration.ofMillis(1))) {
            UploadSnapshot now = transfer.snapshot();
            assertThat(now.bytesDone()).isBetween(0L, now.bytesFound());
            assertThat(now.left()).isBetween(0L, now.found());
            assertThat(now.active().size()).isLessThanOrEqualTo(8);
            looks.incrementAndGet();
        }
        assertThat(looks.get()).isPositive();
        assertThat(runs.end(transfer).uploaded()).isEqualTo(300);
    }

    @Test
    void nothingToUploadIsDone() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        UploadSnapshot last = runs.run(TestRuns.request(empty));
        assertThat(last.state()).isEqualTo(RunState.DONE);
        assertThat(last.found()).isZero();
    }

    @Test
    void missingFileFailsAndTheRestContinues() throws Exception {
        UploadSnapshot last = runs.run(TestRuns.request(folder.resolve("none"), file("a.txt", "x")));
        assertThat(last.state()).isEqualTo(RunState.DONE);
        assertThat(last.uploaded()).isEqualTo(1);
        assertThat(runs.only(UploadEvent.Failed.class).problem().code()).isEqualTo("no-such-file");
    }

    @Test
    void nameThatNoBlobCanHaveFailsAlone() throws Exception {
        file("root/good.txt", "x");
        file("root/bad\\name.txt", "x");
        UploadSnapshot last = runs.run(TestRuns.request(folder.resolve("root")));
        assertThat(last.uploaded()).isEqualTo(1);
        assertThat(runs.only(UploadEvent.Failed.class).problem().code()).isEqualTo("bad-blob-name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AuthorizationPermissionMismatch", "AuthorizationFailure", "ContainerNotFound", "AADSTS700213"})
    void refusalThatEveryFileWouldMeetStopsTheRun(String code) throws Exception {
        store.before(request -> {
            throw InMemoryBlobStore.refusal(code);
        });
        UploadSnapshot last = runs.end(runs.start(TestRuns.request(tree(200)), 2));
        assertThat(last.state()).isEqualTo(RunState.STOPPED);
        assertThat(last.stoppedBy()).map(Problem::code).contains(code);
        assertThat(last.uploaded()).isZero();
        assertThat(last.bytesDone()).isZero();
        assertThat(store.requests()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void cancelFinishesWhatIsUnderWayAndBeginsNothingNew() throws Exception {
        CountDownLatch sending = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        store.before(request -> {
            if (request.verb().equals("put")) {
                sending.countDown();
                InMemoryBlobStore.await(goOn);
            }
        });
        Upload transfer = runs.start(TestRuns.request(tree(100)), 2);
        InMemoryBlobStore.await(sending);
        transfer.cancel();
        goOn.countDown();
        UploadSnapshot last = runs.end(transfer);
        assertThat(last.state()).isEqualTo(RunState.CANCELLED);
        assertThat(last.uploaded()).isEqualTo(2);
        assertThat(last.failed()).isZero();
        assertThat(store.names()).hasSize(2);
    }

    @Test
    void cancelDuringTheWalkIsNotDone() throws Exception {
        Path before = file("before.txt", "x");
        Path links = Files.createDirectory(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("link"), before);
        CountDownLatch met = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Upload transfer = new TransferEngine(store, EngineSettings.standard())
                .start(TestRuns.request(before, links, file("after.txt", "x")), event -> {
                    if (event instanceof UploadEvent.Skipped) {
                        met.countDown();
                        InMemoryBlobStore.await(cancelled);
                    }
                });
        InMemoryBlobStore.await(met);
        while (transfer.snapshot().left() > 0) {
            pauseMillis(1);
        }
        transfer.cancel();
        cancelled.countDown();
        UploadSnapshot last = transfer.await();
        assertThat(last.state()).isEqualTo(RunState.CANCELLED);
        assertThat(last.uploaded()).isEqualTo(1);
        assertThat(last.scanning()).isTrue();
        assertThat(store.names()).containsExactly("before.txt");
    }

    @Test
    void cancelAfterTheEndChangesNothing() throws Exception {
        Upload transfer = runs.start(TestRuns.request(file("a.txt", "x")), 1);
        runs.end(transfer);
        transfer.cancel();
        assertThat(transfer.snapshot().state()).isEqualTo(RunState.DONE);
    }

    @Test
    void secondFileOfTheSameNameFailsAndOverwritesNothing() throws Exception {
        Path one = file("x/a.txt", "one");
        Path two = file("y/a.txt", "two");
        UploadRequest request = TestRuns.request(one, two).ifExists(ConflictPolicy.REPLACE);
        UploadSnapshot last = runs.end(runs.start(request, 1));
        assertThat(last.uploaded()).isEqualTo(1);
        UploadEvent.Failed failed = runs.only(UploadEvent.Failed.class);
        assertThat(failed.problem().code()).isEqualTo("same-name");
        String kept = failed.source().equals(two) ? "one" : "two";
        assertThat(text(store.content("a.txt"))).isEqualTo(kept);
        assertThat(store.count("put")).isEqualTo(1);
    }

    @Test
    void dryRunWritesNothing() throws Exception {
        store.place("root/f000.txt", new byte[] {1});
        UploadSnapshot last = runs.run(TestRuns.dry(TestRuns.request(tree(3)).ifExists(ConflictPolicy.KEEP_BOTH)));
        assertThat(last.uploaded()).isEqualTo(3);
        assertThat(last.bytesDone()).isZero();
        assertThat(store.names()).containsExactly("root/f000.txt");
        assertThat(store.requests()).allMatch(request -> request.verb().equals("find"));
        assertThat(runs.events)
                .filteredOn(e -> ((UploadEvent.Planned) e).conflict().isPresent())
                .singleElement()
                .satisfies(e ->
                        assertThat(((UploadEvent.Planned) e).target().name()).isEqualTo("root/f000 (1).txt"));
    }

    @Test
    void dryRunFindsTheConflictOfThePolicyFail() throws Exception {
        store.place("a.txt", new byte[] {1});
        runs.run(TestRuns.dry(TestRuns.request(file("a.txt", "x"))));
        assertThat(runs.only(UploadEvent.Failed.class).problem().code()).isEqualTo("BlobAlreadyExists");
    }

    @Test
    void createWritesANewBlobAndNeverAnExistingOne() throws Exception {
        TransferEngine engine = new TransferEngine(store, EngineSettings.standard());
        BlobPath target = new BlobPath("data", "hello.txt");
        engine.create(target, "Hello".getBytes(StandardCharsets.UTF_8), (problem, pause) -> {});
        assertThat(store.type("hello.txt")).isEqualTo("text/plain");
        assertThat(Thrown.by(() -> engine.create(target, new byte[0], (problem, pause) -> {}))
                        .code())
                .isEqualTo("BlobAlreadyExists");
        assertThat(text(store.content("hello.txt"))).isEqualTo("Hello");
    }

    private static void pauseMillis(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void refusedTokenIsRenewedOnceForAllRequestsAndTheRunGoesOn() throws Exception {
        store.renewable(true);
        AtomicInteger refused = new AtomicInteger();
        store.before(request -> {
            if (request.number() > 10 && store.renewals() == 0) {
                refused.incrementAndGet();
                throw InMemoryBlobStore.refusal("InvalidAuthenticationInfo");
            }
        });
        assertThat(runs.end(runs.start(TestRuns.request(tree(50)), 8)).uploaded())
                .isEqualTo(50);
        assertThat(refused.get()).isBetween(1, 8);
        assertThat(store.renewals()).isEqualTo(1);
    }

    @Test
    void tokenThatIsRefusedAgainAtOnceStopsTheRun() throws Exception {
        store.renewable(true);
        store.before(request -> {
            throw InMemoryBlobStore.refusal("InvalidAuthenticationInfo");
        });
        UploadSnapshot last = runs.end(runs.start(TestRuns.request(tree(50)), 4));
        assertThat(last.stoppedBy()).map(Problem::kind).contains(Problem.Kind.IDENTITY_REFUSED);
        assertThat(last.uploaded()).isZero();
        assertThat(store.renewals()).isEqualTo(1);
    }
}
