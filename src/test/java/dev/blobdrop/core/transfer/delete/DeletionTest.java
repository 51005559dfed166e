package dev.blobdrop.core.transfer.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.CountedBlobs;
import dev.blobdrop.core.transfer.DeletionEvent;
import dev.blobdrop.core.transfer.DeletionEvent.Deleted;
import dev.blobdrop.core.transfer.DeletionEvent.Planned;
import dev.blobdrop.core.transfer.DeletionEvent.Skipped;
import dev.blobdrop.core.transfer.DeletionRequest;
import dev.blobdrop.core.transfer.DeletionSnapshot;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.engine.Deletion;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens to each blob of a deletion, and that every blob is accounted for.
@Timeout(120)
class DeletionTest extends DeletionCase {
    /// Strikes the first deletion only.
    private void atFirstDeletion(InMemoryBlobStore.Fault fault) {
        AtomicInteger deletions = new AtomicInteger();
        store.before(request -> {
            if (request.verb().equals("delete") && deletions.incrementAndGet() == 1) {
                fault.strike(request);
            }
        });
    }

    private static ProblemException lostAnswer() {
        return Problem.of(Problem.Kind.TRANSIENT, "connection-lost", "The connection was lost", "")
                .asException();
    }

    @Test
    void onlyNamedBlobsAreDeleted() throws Exception {
        blobs("a", "b", "folder/");
        DeletionSnapshot last = run(named("a", "folder/"));
        assertThat(store.names()).containsExactly("b");
        assertThat(last.state()).isEqualTo(RunState.DONE);
        assertThat(last.bytes()).isEqualTo(8);
    }

    @Test
    void everythingBelowAPrefixIsDeletedPageByPageAndNothingElse() throws Exception {
        many(25);
        blobs("in/deep/er", "input", "other");
        store.pageSize(7);
        DeletionSnapshot last = run(below("in/"));
        assertThat(store.names()).containsExactly("input", "other");
        assertThat(last.deleted()).isEqualTo(26);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "in"})
    void prefixThatIsNotAFolderIsRefusedBeforeAnyRequest(String name) {
        assertThatThrownBy(() -> below(name)).isInstanceOf(ProblemException.class);
    }

    @Test
    void dryRunTellsAndDeletesNothing() throws Exception {
        blobs("in/a", "in/b", "c");
        DeletionRequest request = DeletionRequest.of("data", List.of("c"), List.of("in/"));
        DeletionSnapshot last = run(request.dry(true));
        assertThat(all(Planned.class)).extracting(Planned::name).containsExactlyInAnyOrder("in/a", "in/b", "c");
        assertThat(last.deleted()).isEqualTo(3);
        assertThat(store.count("delete")).isZero();
    }

    @Test
    void blobThatIsWrittenAfterItWasSeenStays() throws Exception {
        blobs("in/a", "in/b");
        atFirstDeletion(request -> blobs(request.path().name()));
        DeletionSnapshot last = run(below("in/"));
        assertThat(failure().code()).isEqualTo("ConditionNotMet");
        assertThat(failure().title()).contains("changed in the meantime");
        assertThat(last.deleted()).isEqualTo(1);
        assertThat(store.names()).hasSize(1);
    }

    @Test
    void blobThatIsGoneAfterALostAnswerCountsAsDeleted() throws Exception {
        blobs("a");
        AtomicInteger answers = new AtomicInteger();
        store.after(request -> {
            if (request.verb().equals("delete") && answers.incrementAndGet() == 1) {
                throw lostAnswer();
            }
        });
        DeletionSnapshot last = run(named("a"));
        assertThat(last.deleted()).isEqualTo(1);
        assertThat(store.count("delete")).isEqualTo(2);
        assertThat(all(DeletionEvent.Retrying.class)).hasSize(1);
    }

    @Test
    void blobThatComesBackAfterALostAnswerStays() throws Exception {
        blobs("a");
        AtomicInteger answers = new AtomicInteger();
        store.after(request -> {
            if (request.verb().equals("delete") && answers.incrementAndGet() == 1) {
                blobs("a");
                throw lostAnswer();
            }
        });
        run(named("a"));
        assertThat(failure().title()).contains("changed in the meantime");
        assertThat(store.names()).containsExactly("a");
    }

    @Test
    void blobThatSomebodyElseDeletesIsNotOurs() throws Exception {
        blobs("a");
        atFirstDeletion(request -> {
            store.remove("a");
            throw InMemoryBlobStore.refusal("ServerBusy");
        });
        run(named("a"));
        assertThat(failure().title()).contains("no longer exists");
    }

    @Test
    void conditionThatNothingMeetsMeansGoneToo() throws Exception {
        blobs("a");
        atFirstDeletion(request -> {
            store.remove("a");
            throw InMemoryBlobStore.refusal("ConditionNotMet");
        });
        run(named("a"));
        assertThat(failure().kind()).isEqualTo(Problem.Kind.NOT_FOUND);
    }

    @Test
    void missingNamesDoNotStopTheOthers() throws Exception {
        blobs("a");
        DeletionSnapshot last = run(DeletionRequest.of("data", List.of("none", "a"), List.of("empty/")));
        assertThat(last.failed()).isEqualTo(2);
        assertThat(last.state()).isEqualTo(RunState.DONE);
        assertThat(store.names()).isEmpty();
    }

    @Test
    void nameThatCannotBeGivenBackFailsAlone() throws Exception {
        blobs("in/a");
        DeletionSnapshot last = run(DeletionRequest.of("data", List.of("in\\b"), List.of("in/")));
        assertThat(failure().code()).isEqualTo("bad-blob-name");
        assertThat(last.deleted()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AuthorizationPermissionMismatch", "AuthorizationFailure", "ContainerNotFound"})
    void refusalOfEveryDeletionStopsAtOnce(String code) throws Exception {
        many(300);
        AtomicInteger deletions = new AtomicInteger();
        store.before(request -> {
            if (request.verb().equals("delete") && deletions.incrementAndGet() > 10) {
                throw InMemoryBlobStore.refusal(code);
            }
        });
        DeletionSnapshot last = run(below("in/"));
        assertThat(last.state()).isEqualTo(RunState.STOPPED);
        assertThat(last.stoppedBy()).map(Problem::code).contains(code);
        assertThat(last.deleted()).isEqualTo(10);
        assertThat(last.failed()).isBetween(1L, (long) AT_ONCE);
        assertThat(last.found()).as("what was looked up at all").isLessThan(300);
        assertThat(store.count("delete")).isEqualTo(10 + last.failed());
        assertThat(store.names()).hasSize(290);
    }

    @Test
    void severalAreDeletedAtOnceButNotMoreThanMayBe() throws Exception {
        many(40);
        AtomicInteger under = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        store.before(request -> {
            if (request.verb().equals("delete")) {
                most.accumulateAndGet(under.incrementAndGet(), Math::max);
                hold(go);
            }
        });
        store.after(request -> under.addAndGet(request.verb().equals("delete") ? -1 : 0));
        Deletion deletion = start(below("in/"));
        await().until(() -> under.get() == AT_ONCE);
        go.countDown();
        end(deletion);
        assertThat(most).hasValue(AT_ONCE);
        assertThat(store.names()).isEmpty();
    }

    @Test
    void cancelLetsRequestsUnderWayFinishAndBeginsNothing() throws Exception {
        many(40);
        CountDownLatch go = new CountDownLatch(1);
        store.before(request -> {
            if (request.verb().equals("delete")) {
                hold(go);
            }
        });
        Deletion deletion = start(below("in/"));
        await().until(() ->
                store.count("delete") == AT_ONCE && deletion.snapshot().found() > AT_ONCE);
        deletion.cancel();
        go.countDown();
        DeletionSnapshot last = end(deletion);
        assertThat(last.state()).isEqualTo(RunState.CANCELLED);
        assertThat(last.deleted()).isEqualTo(AT_ONCE);
        assertThat(last.left()).isPositive();
        assertThat(store.names()).hasSize(40 - AT_ONCE);
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void onlyWhatWasCountedAndIsUnchangedIsDeleted() throws Exception {
        blobs("in/gone", "in/kept", "in/changed", "one");
        DeletionRequest request = DeletionRequest.of("data", List.of("one"), List.of("in/"));
        CountedBlobs counted = new CountedBlobs();
        new TransferEngine(store, EngineSettings.standard())
                .delete(request.dry(true), counted)
                .await();
        assertThat(counted.number()).isEqualTo(4);
        assertThat(counted.names()).containsExactly("in/changed", "in/gone", "in/kept", "one");
        store.remove("in/gone");
        blobs("in/changed", "in/new");
        DeletionSnapshot last = run(request.only(counted));
        assertThat(all(Deleted.class)).extracting(Deleted::name).containsExactlyInAnyOrder("in/kept", "one");
        assertThat(all(Skipped.class)).extracting(Skipped::name).containsExactly("in/new");
        assertThat(failure().title()).contains("'in/changed' changed in the meantime");
        assertThat(last.found()).isEqualTo(4);
        assertThat(store.names()).containsExactly("in/changed", "in/new");
    }

    @Test
    void nothingIsDeletedOfWhatIsGoneSinceItWasCounted() throws Exception {
        blobs("in/a");
        CountedBlobs counted = new CountedBlobs();
        new TransferEngine(store, EngineSettings.standard())
                .delete(below("in/").dry(true), counted)
                .await();
        store.remove("in/a");
        assertThat(run(below("in/").only(counted)).found()).isZero();
    }

    @Test
    void tokenThatIsRefusedIsRenewedOnce() throws Exception {
        many(50);
        store.renewable(true);
        store.before(request -> {
            if (request.number() > 10 && store.renewals() == 0) {
                throw InMemoryBlobStore.refusal("InvalidAuthenticationInfo");
            }
        });
        assertThat(run(below("in/")).deleted()).isEqualTo(50);
        assertThat(store.renewals()).isEqualTo(1);
    }

    @Test
    void defectOfTheListenerStopsTheRunAsADefect() throws Exception {
        blobs("a");
        Deletion deletion = new TransferEngine(store, EngineSettings.standard()).delete(named("a"), event -> {
            throw new IllegalStateException("a defect");
        });
        DeletionSnapshot last = deletion.await();
        assertThat(last.stoppedBy()).map(Problem::kind).contains(Problem.Kind.BUG);
        assertThat(last.deleted()).isEqualTo(1);
    }
}
