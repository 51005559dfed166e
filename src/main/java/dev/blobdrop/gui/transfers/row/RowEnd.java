package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.transfers.row.RowWords.Totals;
import dev.blobdrop.gui.transfers.row.TransferRow.Stage;

import java.util.Optional;

/// How a row stands when nothing of it is under way any more: it has ended, or waits for answers.
///
/// @param words in one line
/// @param notice where the files are, or the problem
/// @param stoppedBy the problem that ended all of it
record RowEnd(Stage stage, String words, Optional<Notice> notice, Optional<Problem> stoppedBy) {

    static RowEnd of(DropRuns.Sight now, Totals totals, DropResults books, Drop drop) {
        if (now.stoppedBy().isPresent()) {
            return stopped(now.stoppedBy().get(), totals);
        }
        if (now.cancelled()) {
            return of(Stage.CANCELLED, RowWords.with(RowWords.sums(totals), books, totals));
        }
        if (totals.questions() > 0) {
            return of(Stage.WAITING, RowWords.question(totals));
        }
        if (books.failure().isPresent()) {
            return failed(books, totals);
        }
        return totals.uploaded() == 0 ? skipped(totals, books) : done(now, totals, books, drop);
    }

    static RowEnd stopped(Problem problem, Totals totals) {
        return new RowEnd(
                Stage.FAILED,
                RowWords.stopped(problem, totals),
                Optional.of(Notice.of(problem)),
                Optional.of(problem));
    }

    private static RowEnd of(Stage stage, String words) {
        return new RowEnd(stage, words, Optional.empty(), Optional.empty());
    }

    private static RowEnd failed(DropResults books, Totals totals) {
        DropResults.Failure failure = books.failure().orElseThrow();
        Notice notice = Notice.of(failure.problem());
        return new RowEnd(
                Stage.FAILED,
                RowWords.with(RowWords.failed(failure.problem(), totals), books, totals),
                Optional.of(totals.found() > 1 ? notice.about(failure.source()) : notice),
                Optional.empty());
    }

    private static RowEnd skipped(Totals totals, DropResults books) {
        return of(
                Stage.SKIPPED,
                totals.found() > 1
                        ? Texts.of("transfers.files", totals.skipped())
                        : books.skipped().orElse(Texts.of("transfers.nothing-in-it")));
    }

    private static RowEnd done(DropRuns.Sight now, Totals totals, DropResults books, Drop drop) {
        var last = books.uploaded().orElseThrow();
        return new RowEnd(
                Stage.DONE,
                RowWords.with(RowWords.done(totals, last), books, totals),
                Optional.of(
                        RowWords.uploaded(
                                drop.title(), drop.place().orElseThrow(), totals, last, now)),
                Optional.empty());
    }
}
