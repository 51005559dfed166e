package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.base.Speed;
import dev.blobdrop.gui.base.Texts;
import java.util.Optional;

/// The state of a row at one moment.
///
/// @param label the name of the stage, or a more exact one
/// @param message the progress or the outcome in one line; may be empty
/// @param notice where the files are, or the problem; empty before the end
/// @param stoppedBy the problem that stopped the whole drop
public record RowState(
        RowStage stage, String label, String message, Optional<Notice> notice, Optional<Problem> stoppedBy) {

    static RowState of(RowStage stage, String message) {
        return of(stage, stage.label(), message);
    }

    static RowState of(RowStage stage, String label, String message) {
        return new RowState(stage, label, message, Optional.empty(), Optional.empty());
    }

    /// Stopped before anything was uploaded.
    static RowState stopped(Problem problem) {
        return stopped(problem, problem.title());
    }

    private static RowState stopped(Problem problem, String message) {
        return new RowState(
                RowStage.FAILED,
                RowStage.FAILED.label(),
                message,
                Optional.of(Notice.of(problem)),
                Optional.of(problem));
    }

    static RowState running(DropRuns.Moment now, RowCounts counts, Speed speed, Optional<String> retrying) {
        boolean scanning = now.scanning() && now.bytesDone() == 0;
        boolean sent = !now.scanning() && counts.bytesLeft() == 0 && now.bytesFound() > 0;
        return of(
                scanning ? RowStage.SCANNING : sent ? RowStage.VERIFYING : RowStage.RUNNING,
                RowTexts.running(now, counts, speed, retrying));
    }

    /// The state once no run is under way: the row has ended, or waits for answers.
    static RowState atRest(DropRuns.Moment now, RowCounts counts, DropResults results, Drop drop) {
        if (now.stoppedBy().isPresent()) {
            Problem problem = now.stoppedBy().get();
            return stopped(problem, RowTexts.stopped(problem, counts));
        }
        if (now.cancelled()) {
            return of(RowStage.CANCELLED, RowTexts.withRemarks(RowTexts.sums(counts), results, counts));
        }
        if (counts.questions() > 0) {
            return of(RowStage.WAITING, Texts.of("transfers.state.question"), RowTexts.question(counts));
        }
        if (results.failure().isPresent()) {
            return failed(results.failure().get(), results, counts);
        }
        return counts.uploaded() == 0 ? skipped(counts, results) : done(now, counts, results, drop);
    }

    private static RowState failed(DropResults.Failure failure, DropResults results, RowCounts counts) {
        Notice notice = Notice.of(failure.problem());
        return of(RowStage.FAILED, RowTexts.withRemarks(RowTexts.failed(failure.problem(), counts), results, counts))
                .with(counts.found() > 1 ? notice.about(failure.source()) : notice);
    }

    private static RowState skipped(RowCounts counts, DropResults results) {
        return of(
                RowStage.SKIPPED,
                counts.found() > 1
                        ? Texts.of("transfers.files", counts.skipped())
                        : results.lastSkipReason().orElse(Texts.of("transfers.nothing-in-it")));
    }

    private static RowState done(DropRuns.Moment now, RowCounts counts, DropResults results, Drop drop) {
        BlobPath last = results.lastUploaded().orElseThrow();
        return of(RowStage.DONE, RowTexts.withRemarks(RowTexts.done(counts, last), results, counts))
                .with(RowTexts.uploaded(drop.title(), drop.place().orElseThrow(), counts, last, now));
    }

    private RowState with(Notice notice) {
        return new RowState(stage, label, message, Optional.of(notice), stoppedBy);
    }

    RowState saying(String text) {
        return new RowState(stage, label, text, notice, stoppedBy);
    }

    boolean isContainerMissing() {
        return stage == RowStage.FAILED
                && stoppedBy.filter(Problem::isContainerMissing).isPresent();
    }

    /// Whether nothing answered at the account's address.
    boolean isUnreachable() {
        return stoppedBy
                .filter(problem -> problem.kind() == Problem.Kind.TRANSIENT || problem.isUnknownHost())
                .isPresent();
    }
}
