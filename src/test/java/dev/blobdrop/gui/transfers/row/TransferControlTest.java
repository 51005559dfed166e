package dev.blobdrop.gui.transfers.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.transfers.TransfersModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The actions of the rows.
@Timeout(60)
class TransferControlTest {
    @TempDir
    Path folder;

    private TransferBench bench;

    @BeforeEach
    void open() {
        bench = new TransferBench(folder);
    }

    private void act(TransferRow row, RowAction action) {
        assertThat(row.actions().get()).contains(action);
        bench.transfers.act(row, action);
    }

    @Test
    void pausedDropSendsNothingNewAndGoesOn() {
        CountDownLatch gate = new CountDownLatch(1);
        bench.store.holdBack(gate);
        for (int i = 0; i < 300; i++) {
            bench.file("drop/" + i, "x");
        }
        TransferRow row = bench.drop("drop");
        int sent = 16;
        bench.await(() -> bench.store.waiting() == sent);
        act(row, RowAction.PAUSE);
        gate.countDown();
        bench.await(() -> bench.store.content().size() == sent);
        bench.await(() -> row.stage() == RowStage.PAUSED);
        for (int i = 0; i < 20; i++) {
            bench.transfers.refresh();
        }
        assertThat(bench.store.content()).hasSize(sent);
        assertThat(row.progress().get()).isLessThanOrEqualTo(0.99);
        assertThat(bench.transfers.summary().get()).isEqualTo("1 paused");
        act(row, RowAction.RESUME);
        bench.awaitEnd(row);
        assertThat(row.state().get().message()).isEqualTo("300 uploaded");
        assertThat(bench.store.content()).hasSize(300);
        assertThat(bench.store.writes()).isEqualTo(300);
    }

    @Test
    void pausedDropIsCancelled() {
        CountDownLatch gate = new CountDownLatch(1);
        bench.store.holdBack(gate);
        for (int i = 0; i < 300; i++) {
            bench.file("drop/" + i, "x");
        }
        TransferRow row = bench.drop("drop");
        bench.await(() -> bench.store.waiting() > 0);
        bench.transfers.pauseAll();
        act(row, RowAction.CANCEL);
        gate.countDown();
        bench.awaitEnd(row);
        assertThat(row.stage()).isEqualTo(RowStage.CANCELLED);
        assertThat(row.state().get().message()).contains("uploaded").contains("not uploaded");
    }

    /// The engine finds little more than it sends; files not found before the cancellation are not
    /// sent either.
    @Test
    void cancelledDropAccountsForEveryFile() {
        CountDownLatch gate = new CountDownLatch(1);
        bench.store.holdBack(gate);
        for (int i = 0; i < 5_000; i++) {
            bench.file("drop/" + i, "x");
        }
        TransferRow row = bench.drop("drop");
        bench.await(() -> row.actions().get().contains(RowAction.START));
        act(row, RowAction.START);
        bench.await(() -> bench.store.waiting() > 0);
        act(row, RowAction.CANCEL);
        gate.countDown();
        bench.awaitEnd(row);
        int sent = bench.store.content().size();
        assertThat(row.counts().get()).endsWith(" of 5,000");
        assertThat(row.state().get().message())
                .isEqualTo("%d uploaded, %s not uploaded".formatted(sent, "%,d".formatted(5_000 - sent)));
    }

    @Test
    void largeDropShowsItsPlanAndWaitsForStart() {
        for (int i = 0; i <= DropEstimate.MANY_FILES; i++) {
            bench.file("drop/" + i, "x");
        }
        TransferRow row = bench.drop("drop");
        bench.await(() -> row.actions().get().contains(RowAction.START));
        assertThat(row.stage()).isEqualTo(RowStage.WAITING);
        assertThat(row.state().get().label()).isEqualTo("Ready to upload");
        assertThat(row.state().get().message()).isEqualTo("1,001 files (1001 B) to workloadidentity/");
        assertThat(bench.transfers.summary().get()).isEqualTo("1 ready to upload: press Start");
        bench.transfers.refresh();
        assertThat(bench.store.writes()).isZero();
        act(row, RowAction.START);
        bench.awaitEnd(row);
        assertThat(row.counts().get()).isEqualTo("1,001 of 1,001");
        assertThat(row.lines()).hasSize(FileLine.MOST);
        assertThat(row.moreLines()).isEqualTo(801);
    }

    /// The engine finds the files only as fast as it sends them.
    @Test
    void theTotalThatWasCountedStays() {
        int files = 3_000;
        for (int i = 0; i < files; i++) {
            bench.file("drop/" + i, "xy");
        }
        CountDownLatch gate = new CountDownLatch(1);
        bench.store.holdBack(gate);
        TransferRow row = bench.drop("drop");
        bench.await(() -> row.actions().get().contains(RowAction.START));
        act(row, RowAction.START);
        bench.await(() -> bench.store.waiting() > 0);
        bench.transfers.refresh();
        assertThat(row.counts().get()).isEqualTo("0 of 3,000");
        assertThat(row.progress().get()).isZero();
        assertThat(row.state().get().message()).startsWith("0% · 0 of 3,000 files · 0 B of 5.9 KiB");
        gate.countDown();
        bench.awaitEnd(row);
        assertThat(row.counts().get()).isEqualTo("3,000 of 3,000");
    }

    @Test
    void whatWaitsForAnAnswerSaysSo() {
        bench.put("a.txt", "there");
        bench.file("a.txt", "a");
        TransferRow row = bench.drop("a.txt");
        bench.await(() -> row.actions().get().contains(RowAction.ANSWER));
        bench.await(() -> row.stage() == RowStage.WAITING);
        assertThat(row.state().get().label()).isEqualTo("Needs an answer");
        assertThat(bench.transfers.summary().get()).isEqualTo("1 needs an answer");
    }

    @Test
    void onlyWhatFailedIsTriedAgain() throws Exception {
        bench.file("drop/good", "g");
        Path vanishing = bench.file("drop/late", "l");
        bench.store.holdBack("drop/late", new CountDownLatch(0));
        bench.store.refuse("drop/late", Problem.of(Problem.Kind.CONFLICT, "odd", "It did not work", "For once."));
        TransferRow row = bench.drop("drop");
        bench.awaitEnd(row);
        assertThat(row.stage()).isEqualTo(RowStage.FAILED);
        assertThat(row.lines().getFirst()).isEqualTo(new FileLine(vanishing, RowStage.FAILED, "It did not work"));
        bench.store.welcome();
        long writes = bench.store.writes();
        act(row, RowAction.RETRY);
        bench.awaitEnd(row);
        assertThat(row.stage()).isEqualTo(RowStage.DONE);
        assertThat(row.state().get().message()).isEqualTo("2 uploaded");
        assertThat(bench.store.writes()).isEqualTo(writes + 1);
        assertThat(Files.exists(vanishing)).isTrue();
    }

    @Test
    void buttonCreatesTheMissingContainerAndContinues() {
        bench.store.refuse(
                Catalogue.standard().problem("ContainerNotFound", Facts.NONE).orElseThrow());
        bench.file("a.txt", "a");
        TransferRow row = bench.drop("a.txt");
        bench.awaitEnd(row);
        assertThat(row.stage()).isEqualTo(RowStage.FAILED);
        act(row, RowAction.CREATE_CONTAINER);
        bench.awaitEnd(row);
        assertThat(row.stage()).isEqualTo(RowStage.DONE);
        assertThat(bench.content("a.txt")).isEqualTo("a");
    }

    /// After a deletion the service blocks the name for a while.
    @Test
    void containerThatIsStillBeingDeletedIsWaitedFor() {
        bench.store.refuse(known("ContainerNotFound"));
        bench.store.refuseCreation(2, known("ContainerBeingDeleted"));
        bench.file("a.txt", "a");
        TransferRow row = bench.drop("a.txt");
        bench.awaitEnd(row);
        List<String> said = new ArrayList<>();
        row.state().subscribe(now -> said.add(now.stage() + " " + now.message()));
        act(row, RowAction.CREATE_CONTAINER);
        bench.awaitEnd(row);
        assertThat(row.stage()).isEqualTo(RowStage.DONE);
        assertThat(said)
                .contains(
                        "WAITING Creating workloadidentity",
                        "WAITING Creating workloadidentity · The container is being deleted;" + " trying again");
        assertThat(bench.content("a.txt")).isEqualTo("a");
    }

    @Test
    void containerThatMayNotBeCreatedIsReported() {
        bench.store.refuse(known("ContainerNotFound"));
        bench.store.refuseCreation(1, known("AuthorizationPermissionMismatch"));
        bench.file("a.txt", "a");
        TransferRow row = bench.drop("a.txt");
        bench.awaitEnd(row);
        act(row, RowAction.CREATE_CONTAINER);
        assertThat(row.stage()).isEqualTo(RowStage.FAILED);
        assertThat(row.state().get().message())
                .isEqualTo(known("AuthorizationPermissionMismatch").title());
        assertThat(row.actions().get()).contains(RowAction.RETRY);
    }

    private static Problem known(String code) {
        return Catalogue.standard().problem(code, Facts.NONE).orElseThrow();
    }

    @Test
    void stoppedDropIsTriedAgainWithoutSendingAgainWhatIsThere() {
        for (int i = 0; i < 300; i++) {
            bench.file("drop/" + i, "x");
        }
        bench.store.refuse("drop/7", Problem.of(Problem.Kind.DENIED_BY_ROLE, "denied", "Not allowed", "No role."));
        TransferRow row = bench.drop("drop");
        bench.awaitEnd(row);
        assertThat(row.stage()).isEqualTo(RowStage.FAILED);
        assertThat(row.state().get().message()).startsWith("Not allowed · ");
        int there = bench.store.content().size();
        bench.store.welcome();
        act(row, RowAction.RETRY);
        bench.awaitEnd(row);
        assertThat(row.stage()).isEqualTo(RowStage.DONE);
        assertThat(row.counts().get()).isEqualTo("300 of 300");
        assertThat(bench.store.content()).hasSize(300);
        if (there > 0) {
            assertThat(row.state().get().message()).isEqualTo((300 - there) + " uploaded, " + there + " skipped");
        }
    }

    @Test
    void uploadAgainIsANewRowToTheSamePlace() {
        bench.file("a.txt", "a");
        TransferRow row = bench.drop("a.txt");
        bench.awaitEnd(row);
        bench.session.containerText().set("elsewhere");
        bench.session.accept();
        bench.remove("a.txt");
        bench.transfers.again(row);
        bench.awaitEnd(bench.newest());
        assertThat(bench.newest()).isNotSameAs(row);
        assertThat(bench.content("a.txt")).isEqualTo("a");
    }

    @Test
    void dropGoesWhereItWasDroppedEvenIfAnotherContainerIsChosenMeanwhile() {
        CountDownLatch nobody = new CountDownLatch(1);
        bench.file("a.txt", "a");
        bench.transfers.drop(List.of(folder.resolve("a.txt")), "reports/");
        nobody.countDown();
        bench.session.containerText().set("elsewhere");
        bench.session.accept();
        bench.awaitEnd(bench.newest());
        assertThat(bench.newest().target().get()).isEqualTo("workloadidentity/reports/");
        assertThat(bench.content("reports/a.txt")).isEqualTo("a");
    }

    @Test
    void mistypedAccountIsCorrectedInTheAccountField() {
        bench.store.refuse(Problem.of(Problem.Kind.NOT_FOUND, "unknown-host", "Nobody is there", "No host."));
        bench.file("a.txt", "a");
        TransferRow row = bench.drop("a.txt");
        bench.session.accountText().set("othername");
        bench.session.accept();
        bench.transfers.refresh();
        bench.await(() -> row.stage() == RowStage.FAILED);
        act(row, RowAction.RETRY);
        bench.awaitEnd(row);
        assertThat(row.stage()).isEqualTo(RowStage.DONE);
        assertThat(bench.store.writes()).isZero();
        assertThat(bench.azure.store("https://othername.blob.core.windows.net").writes())
                .isEqualTo(1);
    }

    @Test
    void failedRowsStandOnTopAndFinishedOnesAreCleared() {
        bench.file("a.txt", "a");
        TransferRow failed = bench.drop("gone.txt");
        bench.awaitEnd(failed);
        TransferRow done = bench.drop("a.txt");
        bench.awaitEnd(done);
        assertThat(bench.transfers.rows()).containsExactly(failed, done);
        assertThat(bench.transfers.summary().get()).isEqualTo("1 failed, 1 done");
        bench.transfers.clearFinished();
        assertThat(bench.transfers.rows()).containsExactly(failed);
        bench.transfers.remove(failed);
        assertThat(bench.transfers.rows()).isEmpty();
    }

    @Test
    void oldestRowsGoWhenThereAreTooMany() {
        for (int i = 0; i < TransfersModel.MOST_ROWS + 20; i++) {
            bench.drop("gone-" + i);
        }
        bench.await(() -> bench.transfers.rows().stream().noneMatch(row -> row.isActive()));
        bench.transfers.refresh();
        assertThat(bench.transfers.rows()).hasSize(TransfersModel.MOST_ROWS);
        assertThat(bench.transfers.rows().getFirst().drop().title()).isEqualTo("gone-519");
    }

    @Test
    void manyPathsAreTakenWithoutLookingAtOneOfThem() {
        List<Path> paths = java.util.stream.IntStream.range(0, 3_600)
                .mapToObj(i -> folder.resolve("no-such-file-" + i))
                .toList();
        CountDownLatch gate = new CountDownLatch(1);
        UiThreads threads = new UiThreads(
                task -> Thread.ofVirtual().start(() -> {
                    try {
                        gate.await();
                        task.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }),
                Runnable::run,
                () -> true);
        SessionModel session = new SessionModel(threads, bench.azure, dev.blobdrop.core.config.Environment.EMPTY);
        TransfersModel transfers = new TransfersModel(threads, session, System::nanoTime);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long began = System.nanoTime();
            transfers.drop(paths, "");
            best = Math.min(best, System.nanoTime() - began);
        }
        System.out.printf("3,600 paths are taken in %.1f ms%n", best / 1e6);
        assertThat(best).isLessThan(50_000_000L);
        gate.countDown();
    }

    @Test
    void finishedTellsOfEachDropThatLeftSomething() {
        bench.file("a.txt", "a");
        long before = bench.transfers.finished().get();
        bench.awaitEnd(bench.drop("gone.txt"));
        assertThat(bench.transfers.finished().get()).isEqualTo(before);
        TransferRow row = bench.drop("a.txt");
        bench.awaitEnd(row);
        assertThat(bench.transfers.finished().get()).isEqualTo(before + 1);
        assertThat(bench.transfers.lastEnded().get()).hasValue(row);
    }
}
