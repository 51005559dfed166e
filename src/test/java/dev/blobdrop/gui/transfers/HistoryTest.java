package dev.blobdrop.gui.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.gui.transfers.row.Answer;
import dev.blobdrop.gui.transfers.row.RowAction;
import dev.blobdrop.gui.transfers.row.RowStage;
import dev.blobdrop.gui.transfers.row.TransferBench;
import dev.blobdrop.gui.transfers.row.TransferRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The list of uploads outlives the window.
@Timeout(60)
class HistoryTest {
    @TempDir
    Path folder;

    private History history;
    private TransferBench first;

    @BeforeEach
    void open() {
        history = new History(folder.resolve("settings/uploads"));
        first = new TransferBench(folder, Optional.of(history));
    }

    private TransferBench nextWindow() {
        TransferBench next = new TransferBench(folder, Optional.of(history));
        next.transfers.restore();
        return next;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("settings/uploads"))) {
            return files.toList();
        }
    }

    @Test
    void endedDropsAreListedByTheNextWindowAndCanBeUploadedAgain() throws IOException {
        first.file("a.txt", "a");
        first.awaitEnd(first.drop("gone.txt"));
        first.awaitEnd(first.drop("a.txt"));
        first.transfers.close();

        TransferBench next = nextWindow();
        assertThat(next.transfers.rows())
                .extracting(row -> row.drop().title(), row -> row.state().get().label())
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("gone.txt", "Failed"),
                        org.assertj.core.api.Assertions.tuple("a.txt", "Done"));
        TransferRow done = next.transfers.rows().getLast();
        assertThat(done.state().get().message()).isEqualTo("Uploaded as a.txt");
        assertThat(next.transfers.unfinished()).isZero();
        next.transfers.again(done);
        next.awaitEnd(next.newest());
        assertThat(next.content("a.txt")).isEqualTo("a");
        assertThat(next.transfers.rows()).hasSize(3);
        for (Path file : files()) {
            assertThat(Files.readString(file)).doesNotContainIgnoringCase("token");
        }
    }

    @Test
    void interruptedDropIsOfferedAndResumeSendsOnlyWhatIsMissing() throws IOException {
        first.store.holdBack(new CountDownLatch(1));
        for (int i = 0; i < 20; i++) {
            first.file("drop/" + i, "content " + i);
        }
        TransferRow row = first.drop("drop");
        first.await(() -> first.store.waiting() > 0);
        first.transfers.close();

        TransferBench next = nextWindow();
        TransferRow back = next.transfers.rows().getFirst();
        assertThat(back.drop().title()).isEqualTo(row.drop().title());
        assertThat(back.stage()).isEqualTo(RowStage.PAUSED);
        assertThat(back.actions().get()).containsExactlyInAnyOrder(RowAction.RESUME, RowAction.CANCEL);
        assertThat(next.transfers.unfinished()).isZero();
        next.transfers.refresh();
        assertThat(next.store.writes()).isZero();

        next.put("drop/3", "content 3");
        next.put("drop/4", "somebody else's");
        next.transfers.act(back, RowAction.RESUME);
        assertThat(next.transfers.unfinished()).isOne();
        next.await(() -> back.stage() == RowStage.WAITING && back.questions().count() == 1);
        assertThat(next.content("drop/4")).isEqualTo("somebody else's");
        next.await(() -> next.transfers.questions().question().get().isPresent());
        next.transfers.questions().answer(Answer.SKIP, false);
        next.awaitEnd(back);
        assertThat(back.state().get().message()).isEqualTo("18 uploaded, 2 skipped");
    }

    /// Closing the window has to ask about it.
    @Test
    void failedDropOfAnEarlierWindowIsUnfinishedAsSoonAsItIsTriedAgain() {
        first.awaitEnd(first.drop("gone.txt"));
        first.transfers.close();

        TransferBench next = nextWindow();
        TransferRow failed = next.transfers.rows().getFirst();
        assertThat(next.transfers.unfinished()).isZero();
        failed.retry();
        assertThat(next.transfers.unfinished()).isOne();
        next.awaitEnd(failed);
        assertThat(next.transfers.unfinished()).isZero();
    }

    @Test
    void whatIsClearedIsForgottenAndNothingHalfWrittenStays() throws IOException {
        first.file("a.txt", "a");
        first.awaitEnd(first.drop("a.txt"));
        first.transfers.refresh();
        assertThat(files()).hasSize(1);
        first.transfers.clearFinished();
        assertThat(files()).isEmpty();
        assertThat(nextWindow().transfers.rows()).isEmpty();
    }

    @Test
    void fileThatCannotBeReadIsLeftOut() throws IOException {
        first.file("a.txt", "a");
        first.awaitEnd(first.drop("a.txt"));
        Files.writeString(folder.resolve("settings/uploads/9.properties"), "if-exists=nonsense");
        Files.writeString(folder.resolve("settings/uploads/8.properties"), "sources=x\\u00");
        assertThat(nextWindow().transfers.rows()).hasSize(1);
    }

    @Test
    void whatAnotherRunningWindowHasUnderWayIsLeftToIt() throws Exception {
        first.store.holdBack(new CountDownLatch(1));
        first.file("a.txt", "a");
        first.drop("a.txt");
        first.await(() -> first.store.waiting() > 0);
        first.transfers.refresh();
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            Path file = files().getFirst();
            String owner = String.valueOf(ProcessHandle.current().pid());
            Files.writeString(
                    file,
                    Files.readString(file)
                                    .replace("process=" + owner, "process=" + other.pid())
                                    .replaceAll("began=.*\n", "")
                            + "began="
                            + other.info()
                                    .startInstant()
                                    .orElseThrow()
                                    .toString()
                                    .replace(":", "\\:")
                            + "\n");
            assertThat(nextWindow().transfers.rows()).isEmpty();
        } finally {
            other.destroy();
            other.waitFor();
        }
        assertThat(nextWindow().transfers.rows()).hasSize(1);
    }
}
