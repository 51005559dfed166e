package dev.blobdrop.core.transfer.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.DeletionEvent;
import dev.blobdrop.core.transfer.DeletionRequest;
import dev.blobdrop.core.transfer.DeletionSnapshot;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.transfer.engine.Deletion;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TestRuns;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.core.transfer.engine.Upload;
import dev.blobdrop.core.transfer.local.FileBench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said of a change whose answer was lost when there is no time to try again: it was looked
/// up before.
@Timeout(120)
class LostAnswerTest {
    private final FileBench bench;
    private final InMemoryBlobStore store;
    private final AtomicBoolean blind = new AtomicBoolean();

    LostAnswerTest(@TempDir Path folder) throws IOException {
        bench = new FileBench(folder);
        store = bench.store;
    }

    private static ProblemException silence() {
        return Problem.of(Problem.Kind.TRANSIENT, "timeout", "No response in time", "Silence.")
                .asException();
    }

    /// The change is applied, its answer never comes, and patience is over with that.
    private void loseAnswersTo(String verb) {
        store.after(request -> {
            if (request.verb().equals(verb)) {
                throw silence();
            }
        });
        store.before(request -> {
            if (request.verb().equals("find") && blind.get()) {
                throw silence();
            }
        });
    }

    private TransferEngine impatient() {
        Duration none = Duration.ZERO;
        return new TransferEngine(
                store, EngineSettings.standard().withConcurrency(4).withPatience(new Patience(none, none, none, none)));
    }

    private UploadSnapshot upload(Path file) throws InterruptedException {
        Upload transfer = impatient().start(TestRuns.request(file), bench.runs.events::add);
        return bench.runs.end(transfer);
    }

    @Test
    void smallFileIsThereWhenPatienceIsOver() throws Exception {
        loseAnswersTo("put");
        assertThat(upload(bench.small).uploaded()).isEqualTo(1);
        assertThat(bench.content("a.txt")).isEqualTo("mine");
        assertThat(store.count("put")).isEqualTo(1);
    }

    @Test
    void largeFileIsThereWhenPatienceIsOver() throws Exception {
        loseAnswersTo("commit");
        assertThat(upload(bench.largeFile()).uploaded()).isEqualTo(1);
        assertThat(store.content("large.bin")).isEqualTo(bench.large());
        assertThat(store.count("commit")).isEqualTo(1);
    }

    @Test
    void writeThatDidNotArriveIsAPlainFailure() throws Exception {
        store.before(request -> {
            if (request.verb().equals("put")) {
                throw silence();
            }
        });
        assertThat(upload(bench.small).failed()).isEqualTo(1);
        assertThat(bench.runs.only(UploadEvent.Failed.class).problem().code()).isEqualTo("timeout");
    }

    @Test
    void whatCannotBeLookedUpMayOrMayNotBeThere() throws Exception {
        loseAnswersTo("put");
        store.before(request -> {
            blind.compareAndSet(false, request.verb().equals("put"));
            if (request.verb().equals("find") && blind.get()) {
                throw silence();
            }
        });
        assertThat(upload(bench.small).failed()).isEqualTo(1);
        assertThat(bench.runs.only(UploadEvent.Failed.class).problem().title())
                .isEqualTo("data/a.txt may or may not exist");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stoppedRunLooksToo(boolean cannotLook) throws Exception {
        CountDownLatch applied = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        store.after(request -> {
            if (request.verb().equals("put")) {
                applied.countDown();
                InMemoryBlobStore.await(stopped);
                blind.set(cannotLook);
                throw silence();
            }
        });
        store.before(request -> {
            if (request.verb().equals("find") && blind.get()) {
                throw silence();
            }
        });
        Upload transfer = bench.runs.start(TestRuns.request(bench.small), 4);
        InMemoryBlobStore.await(applied);
        transfer.cancel();
        stopped.countDown();
        UploadSnapshot last = bench.runs.end(transfer);
        assertThat(last.uploaded()).isEqualTo(cannotLook ? 0 : 1);
        assertThat(last.failed()).isEqualTo(cannotLook ? 1 : 0);
        assertThat(last.left()).isZero();
    }

    @Test
    void smallWriteOfOneCommandIsLookedUpToo() throws Exception {
        loseAnswersTo("put");
        impatient()
                .create(
                        new dev.blobdrop.core.storage.BlobPath("data", "hello"),
                        new byte[] {1},
                        (problem, pause) -> {});
        assertThat(store.names()).containsExactly("hello");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deletionIsLookedUpWhenPatienceIsOver(boolean cannotLook) throws Exception {
        store.place("a.txt", new byte[] {1});
        store.after(request -> {
            if (request.verb().equals("delete")) {
                blind.set(cannotLook);
                throw silence();
            }
        });
        store.before(request -> {
            if (request.verb().equals("find") && blind.get()) {
                throw silence();
            }
        });
        List<DeletionEvent> events = new CopyOnWriteArrayList<>();
        Deletion deletion = impatient().delete(DeletionRequest.of("data", List.of("a.txt"), List.of()), events::add);
        DeletionSnapshot last = deletion.await();
        assertThat(last.deleted()).as(events.toString()).isEqualTo(cannotLook ? 0 : 1);
        assertThat(store.count("delete")).isEqualTo(1);
        if (cannotLook) {
            assertThat(events)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            DeletionEvent.Failed.class,
                            failed -> assertThat(failed.problem().title())
                                    .isEqualTo("data/a.txt may or may not be deleted"));
        }
    }
}
