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
import dev.blobdrop.core.transfer.DeletionEvent.Failed;
import dev.blobdrop.core.transfer.DeletionEvent.Planned;
import dev.blobdrop.core.transfer.DeletionEvent.Skipped;
import dev.blobdrop.core.transfer.DeletionRequest;
import dev.blobdrop.core.transfer.DeletionSnapshot;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.engine.Deletion;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.core.transfer.flow.Patience;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a blob that is to be deleted, and that each one is accounted for.
@Timeout(120)
class DeletionTest {
    private static final int AT_ONCE = 8;

    private final InMemoryBlobStore store = new InMemoryBlobStore();
    private final List<DeletionEvent> events = new CopyOnWriteArrayList<>();

    private void blobs(String... names) {
        for (String name : names) {
            store.place(name, name.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void many(int count) {
        for (int i = 0; i < count; i++) {
            blobs("in/f%03d".formatted(i));
        }
    }

    private static DeletionRequest named(String... names) {
        return DeletionRequest.of("data", List.of(names), List.of());
    }

    private static DeletionRequest below(String... prefixes) {
        return DeletionRequest.of("data", List.of(), List.of(prefixes));
    }

    private Deletion start(DeletionRequest request) {
        Duration patience = Duration.ofSeconds(5);
        EngineSettings settings = EngineSettings.standard()
                .withConcurrency(AT_ONCE)
                .withPatience(new Patience(patience, patience, Duration.ZERO, Duration.ZERO));
        return new TransferEngine(store, settings).delete(request, events::add);
    }

    /// Waits for the end; each blob that was found has ended once or is counted as left.
    private DeletionSnapshot end(Deletion deletion) throws InterruptedException {
        assertThat(deletion.await(Duration.ofSeconds(60))).as("ends in time").isTrue();
        DeletionSnapshot last = deletion.snapshot();
        assertThat(all(Deleted.class).size() + all(Planned.class).size()).isEqualTo((int) last.deleted());
        assertThat(all(Skipped.class)).hasSize((int) last.skipped());
        assertThat(all(Failed.class)).hasSize((int) last.failed());
        assertThat(last.left()).isNotNegative();
        if (last.state() == RunState.DONE) {
            assertThat(last.left()).isZero();
            assertThat(last.listing()).isFalse();
        }
        return last;
    }

    private DeletionSnapshot run(DeletionRequest request) throws InterruptedException {
        return end(start(request));
    }

    private <T extends DeletionEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private Problem failure() {
        assertThat(all(Failed.class)).as(events.toString()).hasSize(1);
        return all(Failed.class).getFirst().problem();
    }

    /// Lets the first deletion, and no other, meet this.
    private void atFirstDeletion(InMemoryBlobStore.Fault fault) {
        AtomicInteger deletions = new AtomicInteger();
        store.before(request -> {
            if (request.verb().equals("delete") && deletions.incrementAndGet() == 1) {
                fault.strike(request);
            }
        });
    }

    private static ProblemException lostAnswer() {
        return Problem.of(Problem.Kind.TRANSIENT, "connection-lost", "The connection broke", "")
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
        assertThat(failure().title()).contains("was written meanwhile");
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
        assertThat(failure().title()).contains("was written meanwhile");
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
        assertThat(failure().title()).contains("is not there any more");
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
    void emptyFoldersAreDeletedDeepestFirst() throws Exception {
        store.placeFolder("in/x");
        store.placeFolder("in/x/y");
        blobs("in/x/y/a", "in/x/b", "in/c");
        run(below("in/"));
        assertThat(store.names()).isEmpty();
        assertThat(all(Deleted.class).subList(3, 5)).extracting(Deleted::name).containsExactly("in/x/y", "in/x");
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
        assertThat(failure().title()).contains("'in/changed' was written meanwhile");
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

    @Test
    void markerBesideTheFolderIsDeletedLast() throws Exception {
        store.placeFolder("dir");
        store.placeFolder("dir/sub");
        blobs("dir/x", "dir/sub/y", "dir1", "directory/z");
        run(below("dir/"));
        assertThat(store.names()).containsExactly("dir1", "directory/z");
        assertThat(all(Deleted.class).subList(2, 4)).extracting(Deleted::name).containsExactly("dir/sub", "dir");
    }

    @Test
    void markerOfAnEmptyFolderIsDeleted() throws Exception {
        store.placeFolder("dir");
        assertThat(run(below("dir/")).deleted()).isEqualTo(1);
        assertThat(store.names()).isEmpty();
    }

    @Test
    void blobOfTheFoldersNameThatHoldsDataStays() throws Exception {
        blobs("dir", "dir/x");
        run(below("dir/"));
        assertThat(store.names()).containsExactly("dir");
    }

    @Test
    void markerIsCountedAndDeletedOnce() throws Exception {
        store.placeFolder("dir");
        blobs("dir/x");
        DeletionRequest request =
                DeletionRequest.of("data", List.of("dir"), List.of("dir/")).exactly(true);
        CountedBlobs counted = new CountedBlobs();
        new TransferEngine(store, EngineSettings.standard())
                .delete(request.dry(true), counted)
                .await();
        assertThat(counted.names()).containsExactly("dir", "dir/x");
        DeletionSnapshot last = run(request.only(counted));
        assertThat(store.names()).isEmpty();
        assertThat(last.deleted()).isEqualTo(2);
        assertThat(last.failed()).isZero();
        assertThat(all(Deleted.class).getLast().name()).isEqualTo("dir");
    }

    @Test
    void folderIsNotDeletedByItsNameAlone() throws Exception {
        store.placeFolder("dir");
        run(named("dir"));
        assertThat(failure().code()).isEqualTo("is-a-folder");
        assertThat(failure().title()).contains("'dir/'");
        assertThat(store.names()).containsExactly("dir");
        events.clear();
        assertThat(run(named("dir").exactly(true)).deleted()).isEqualTo(1);
    }
}
