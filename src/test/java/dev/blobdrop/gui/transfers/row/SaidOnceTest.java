package dev.blobdrop.gui.transfers.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.ConflictPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The state is shown before the message of a row, and before the reason of a file, so the text
/// must not repeat it. Sums may, because they count other states too.
@Timeout(60)
class SaidOnceTest {
    @TempDir
    Path folder;

    private TransferBench bench;

    @BeforeEach
    void open() {
        bench = new TransferBench(folder);
    }

    private void answer(TransferRow row, Answer answer, boolean rest) {
        bench.await(() -> bench.transfers.questions().question().get().isPresent());
        bench.transfers.questions().answer(answer, rest);
        bench.awaitEnd(row);
    }

    private static void assertSaidOnce(TransferRow row) {
        assertOnce(row.state().get().label(), row.state().get().message());
        assertThat(row.lines()).allSatisfy(line -> assertOnce(line.stage().label(), line.detail()));
    }

    private static void assertOnce(String state, String message) {
        assertThat(message.replaceAll("\\d+ (uploaded|skipped|failed)", ""))
                .as("%s · %s", state, message)
                .doesNotContainIgnoringCase(state.split(" ")[0].toLowerCase(Locale.ROOT));
        assertThat(message).as("sentence case").doesNotContainPattern("^[a-z]+,");
    }

    @Test
    void fileThatSomebodySkips() {
        bench.put("report.csv", "theirs");
        bench.file("report.csv", "ours");
        TransferRow row = bench.drop("report.csv");
        answer(row, Answer.SKIP, false);
        assertThat(row.stage()).isEqualTo(RowStage.SKIPPED);
        assertThat(row.state().get().message()).isEqualTo("The blob already exists");
        assertSaidOnce(row);
    }

    @Test
    void filesThatAreAllSkipped() {
        for (int i = 0; i < 5; i++) {
            bench.put("drop/" + i, "theirs");
            bench.file("drop/" + i, "ours");
        }
        TransferRow row = bench.drop("drop");
        answer(row, Answer.SKIP, true);
        assertThat(row.state().get().message()).isEqualTo("5 files");
        assertSaidOnce(row);
    }

    @Test
    void fileThatThePolicySkips() {
        bench.put("report.csv", "theirs");
        bench.file("report.csv", "ours");
        bench.transfers.ifExists().set(ConflictPolicy.SKIP);
        TransferRow row = bench.drop("report.csv");
        bench.awaitEnd(row);
        assertThat(row.stage()).isEqualTo(RowStage.SKIPPED);
        assertSaidOnce(row);
    }

    @Test
    void folderWithoutFilesAndLink() throws Exception {
        Files.createDirectory(folder.resolve("empty"));
        Files.createSymbolicLink(folder.resolve("empty/link"), Path.of("nowhere"));
        TransferRow row = bench.drop("empty");
        bench.awaitEnd(row);
        assertThat(row.stage()).isEqualTo(RowStage.SKIPPED);
        assertSaidOnce(row);
    }

    @Test
    void someOfManyFail() {
        for (int i = 0; i < 3; i++) {
            bench.file("drop/" + i, "ours");
        }
        bench.store.refuse("drop/1", Problem.of(Problem.Kind.CONFLICT, "D", "No role", ""));
        TransferRow row = bench.drop("drop");
        bench.awaitEnd(row);
        assertThat(row.state().get().message()).isEqualTo("1 of 3 files: No role · 2 uploaded, 1 failed");
        assertSaidOnce(row);
    }

    @Test
    void filesThatAreGone() {
        TransferRow row = bench.drop("gone.txt");
        bench.awaitEnd(row);
        assertThat(row.stage()).isEqualTo(RowStage.FAILED);
        assertSaidOnce(row);
    }

    @Test
    void pausedWaitingAndCancelled() {
        CountDownLatch gate = new CountDownLatch(1);
        bench.store.holdBack(gate);
        bench.file("a.txt", "x");
        TransferRow row = bench.drop("a.txt");
        bench.await(() -> bench.store.waiting() > 0);
        assertSaidOnce(row);
        bench.transfers.act(row, RowAction.PAUSE);
        bench.transfers.refresh();
        assertThat(row.stage()).isEqualTo(RowStage.PAUSED);
        assertSaidOnce(row);
        bench.transfers.act(row, RowAction.CANCEL);
        gate.countDown();
        bench.awaitEnd(row);
        assertSaidOnce(row);
    }
}
