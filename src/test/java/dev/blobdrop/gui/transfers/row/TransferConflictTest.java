package dev.blobdrop.gui.transfers.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.transfer.ConflictPolicy;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A name that is taken is a question; everything else goes on.
@Timeout(60)
class TransferConflictTest {
    @TempDir
    Path folder;

    private TransferBench bench;

    @BeforeEach
    void open() {
        bench = new TransferBench(folder);
        bench.put("drop/same.txt", "theirs");
        bench.file("drop/same.txt", "ours");
    }

    private Question question() {
        bench.await(() -> bench.transfers.questions().question().get().isPresent());
        return bench.transfers.questions().question().get().orElseThrow();
    }

    private void answer(Answer answer, boolean rest) {
        bench.transfers.questions().answer(answer, rest);
    }

    @Test
    void takenNameIsAskedAboutWhileTheOthersGoOn() {
        bench.file("drop/new.txt", "new");
        TransferRow row = bench.drop("drop");
        Question asked = question();
        assertThat(asked.name()).isEqualTo("same.txt");
        assertThat(asked.folder()).isEqualTo("workloadidentity/drop/");
        assertThat(asked.size()).isEqualTo(4);
        assertThat(asked.there().size()).isEqualTo(6);
        bench.await(() -> row.stage() == RowStage.WAITING);
        assertThat(bench.content("drop/new.txt")).isEqualTo("new");
        assertThat(bench.content("drop/same.txt")).isEqualTo("theirs");
        assertThat(row.message().get()).isEqualTo("1 name is already taken");
        assertThat(bench.transfers.unfinished()).isEqualTo(1);
    }

    @Test
    void replaceReplacesTheBlobThatWasShown() {
        TransferRow row = bench.drop("drop");
        question();
        answer(Answer.REPLACE, false);
        bench.awaitEnd(row);
        assertThat(row.stage()).isEqualTo(RowStage.DONE);
        assertThat(bench.content("drop/same.txt")).isEqualTo("ours");
    }

    @Test
    void whatReplacingDropsIsSaidBeforeAndAfterIt() {
        bench.store.set("drop/same.txt", "Cache-Control: no-cache", "metadata owner", "tags: 2");
        TransferRow row = bench.drop("drop");
        assertThat(question().lost()).containsExactly("Cache-Control: no-cache", "metadata owner", "tags: 2");
        answer(Answer.REPLACE, false);
        bench.awaitEnd(row);
        assertThat(row.message().get())
                .isEqualTo("Uploaded as drop/same.txt · Dropped, because it was replaced:"
                        + " Cache-Control: no-cache, metadata owner, tags: 2");
        assertThat(row.stage()).isEqualTo(RowStage.DONE);
    }

    @Test
    void whatKeepsEverythingDropsNothing() {
        TransferRow row = bench.drop("drop");
        assertThat(question().lost()).isEmpty();
        answer(Answer.REPLACE, false);
        bench.awaitEnd(row);
        assertThat(row.message().get()).isEqualTo("Uploaded as drop/same.txt");
    }

    /// There is no prompt for the others, and the row says how many lost something.
    @Test
    void whatTheOthersOfOneAnswerDropIsCountedAndListed() {
        for (int i = 0; i < 300; i++) {
            bench.put("drop/" + i, "theirs");
            bench.file("drop/" + i, "ours " + i);
        }
        bench.store.set("drop/7", "metadata owner");
        bench.store.set("drop/8", "Content-Language: de");
        TransferRow row = bench.drop("drop");
        question();
        answer(Answer.REPLACE, true);
        bench.awaitEnd(row);
        assertThat(row.message().get()).isEqualTo("301 uploaded · 2 replaced blobs lost headers, metadata or tags");
        assertThat(row.lines())
                .extracting(FileLine::detail)
                .contains(
                        "drop/7 · Dropped, because it was replaced: metadata owner",
                        "drop/8 · Dropped, because it was replaced: Content-Language: de");
    }

    @Test
    void whatThePolicyOfTheDropReplacesIsSaidToo() {
        bench.store.set("drop/same.txt", "metadata owner");
        bench.transfers.ifExists().set(ConflictPolicy.REPLACE);
        TransferRow row = bench.drop("drop");
        bench.awaitEnd(row);
        assertThat(row.message().get()).endsWith("Dropped, because it was replaced: metadata owner");
    }

    @Test
    void newerWriteOfSomebodyElseIsNotLostButAskedAboutAgain() {
        TransferRow row = bench.drop("drop");
        Question first = question();
        bench.put("drop/same.txt", "theirs, newer");
        answer(Answer.REPLACE, false);
        Question second = question();
        assertThat(bench.content("drop/same.txt")).isEqualTo("theirs, newer");
        assertThat(second.there().etag()).isNotEqualTo(first.there().etag());
        answer(Answer.REPLACE, false);
        bench.awaitEnd(row);
        assertThat(bench.content("drop/same.txt")).isEqualTo("ours");
    }

    @Test
    void keepBothTakesTheNextFreeName() {
        TransferRow row = bench.drop("drop");
        question();
        answer(Answer.KEEP_BOTH, false);
        bench.awaitEnd(row);
        assertThat(bench.content("drop/same (1).txt")).isEqualTo("ours");
        assertThat(bench.content("drop/same.txt")).isEqualTo("theirs");
        assertThat(row.message().get()).isEqualTo("Uploaded as drop/same (1).txt");
    }

    @Test
    void skipIsAccountedFor() {
        TransferRow row = bench.drop("drop");
        question();
        answer(Answer.SKIP, false);
        bench.awaitEnd(row);
        assertThat(row.stage()).isEqualTo(RowStage.SKIPPED);
        assertThat(row.counts().get()).isEqualTo("1 of 1");
        assertThat(bench.content("drop/same.txt")).isEqualTo("theirs");
    }

    @Test
    void oneAnswerServesTheWholeDropAndNoOtherDrop() {
        for (int i = 0; i < 30; i++) {
            bench.put("drop/" + i, "theirs");
            bench.file("drop/" + i, "ours " + i);
        }
        TransferRow row = bench.drop("drop");
        question();
        answer(Answer.KEEP_BOTH, true);
        bench.awaitEnd(row);
        assertThat(row.counts().get()).isEqualTo("31 of 31");
        assertThat(row.message().get()).isEqualTo("31 uploaded");
        assertThat(bench.content("drop/29 (1)")).isEqualTo("ours 29");

        bench.file("other/same.txt", "x");
        bench.put("other/same.txt", "y");
        bench.drop("other");
        assertThat(question().name()).isEqualTo("same.txt");
    }

    @Test
    void laterLeavesTheQuestionOpenUntilItIsWanted() {
        TransferRow row = bench.drop("drop");
        question();
        bench.await(() -> row.stage() == RowStage.WAITING);
        bench.transfers.questions().decideLater();
        bench.transfers.refresh();
        bench.transfers.refresh();
        assertThat(bench.transfers.questions().question().get()).isEmpty();
        assertThat(row.actions().get()).contains(RowAction.ANSWER, RowAction.CANCEL);
        bench.transfers.act(row, RowAction.ANSWER);
        assertThat(question().row()).isSameAs(row);
        bench.transfers.act(row, RowAction.CANCEL);
        assertThat(row.stage()).isEqualTo(RowStage.CANCELLED);
        assertThat(row.message().get()).isEqualTo("1 waiting for an answer");
        assertThat(bench.transfers.questions().question().get()).isEmpty();
    }

    @Test
    void blobThatIsGoneMeanwhileIsNoQuestion() {
        CountDownLatch gate = new CountDownLatch(1);
        bench.file("drop/slow.txt", "slow");
        bench.store.holdBack("drop/slow.txt", gate);
        TransferRow row = bench.drop("drop");
        bench.await(() -> row.openQuestions() == 1);
        bench.remove("drop/same.txt");
        bench.transfers.questions().decideLater();
        bench.transfers.act(row, RowAction.ANSWER);
        gate.countDown();
        bench.awaitEnd(row);
        assertThat(row.stage()).isEqualTo(RowStage.DONE);
        assertThat(bench.content("drop/same.txt")).isEqualTo("ours");
        assertThat(row.counts().get()).isEqualTo("2 of 2");
    }
}
