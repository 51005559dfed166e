package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.base.Texts;
import java.util.Optional;

/// How a row stands when nothing of it is under way any more: it has ended, or waits for answers.
///
/// @param words in one line
/// @param notice where the files are, or the problem
/// @param stoppedBy the problem that ended all of it
record RowEnd(RowStage stage, String words, Optional<Notice> notice, Optional<Problem> stoppedBy) {

    static RowEnd of(DropRuns.Moment now, RowCounts totals, DropResults results, Drop drop) {
        if (now.stoppedBy().isPresent()) {
            return stopped(now.stoppedBy().get(), totals);
        }
        if (now.cancelled()) {
            return of(RowStage.CANCELLED, RowWords.with(RowWords.sums(totals), results, totals));
        }
        if (totals.questions() > 0) {
            return of(RowStage.WAITING, RowWords.question(totals));
        }
        if (results.failure().isPresent()) {
            return failed(results, totals);
        }
        return totals.uploaded() == 0 ? skipped(totals, results) : done(now, totals, results, drop);
    }

    static RowEnd stopped(Problem problem, RowCounts totals) {
        return new RowEnd(
                RowStage.FAILED,
                RowWords.stopped(problem, totals),
                Optional.of(Notice.of(problem)),
                Optional.of(problem));
    }

    private static RowEnd of(RowStage stage, String words) {
        return new RowEnd(stage, words, Optional.empty(), Optional.empty());
    }

    private static RowEnd failed(DropResults results, RowCounts totals) {
        DropResults.Failure failure = results.failure().orElseThrow();
        Notice notice = Notice.of(failure.problem());
        return new RowEnd(
                RowStage.FAILED,
                RowWords.with(RowWords.failed(failure.problem(), totals), results, totals),
                Optional.of(totals.found() > 1 ? notice.about(failure.source()) : notice),
                Optional.empty());
    }

    private static RowEnd skipped(RowCounts totals, DropResults results) {
        return of(
                RowStage.SKIPPED,
                totals.found() > 1
                        ? Texts.of("transfers.files", totals.skipped())
                        : results.skipped().orElse(Texts.of("transfers.nothing-in-it")));
    }

    private static RowEnd done(DropRuns.Moment now, RowCounts totals, DropResults results, Drop drop) {
        var last = results.uploaded().orElseThrow();
        return new RowEnd(
                RowStage.DONE,
                RowWords.with(RowWords.done(totals, last), results, totals),
                Optional.of(RowWords.uploaded(drop.title(), drop.place().orElseThrow(), totals, last, now)),
                Optional.empty());
    }
}
