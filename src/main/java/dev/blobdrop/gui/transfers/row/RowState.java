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

    static RowState running(DropRuns.Moment now, Speed speed, Optional<String> retrying) {
        boolean scanning = now.scanning() && now.counts().bytesDone() == 0;
        boolean sent = !now.scanning() && now.bytesLeft() == 0 && now.counts().bytesFound() > 0;
        return of(
                scanning ? RowStage.SCANNING : sent ? RowStage.VERIFYING : RowStage.RUNNING,
                RowTexts.running(now, speed, retrying));
    }

    /// The state once no run is under way: the row has ended, or waits for answers.
    static RowState atRest(DropRuns.Moment now, DropResults results, Drop drop) {
        if (now.stoppedBy().isPresent()) {
            Problem problem = now.stoppedBy().get();
            return stopped(problem, RowTexts.stopped(problem, now));
        }
        if (now.cancelled()) {
            return of(RowStage.CANCELLED, RowTexts.withRemarks(RowTexts.sums(now), results, now));
        }
        if (now.questions() > 0) {
            return of(RowStage.WAITING, Texts.of("transfers.state.question"), RowTexts.question(now));
        }
        if (results.failure().isPresent()) {
            return failed(results.failure().get(), results, now);
        }
        return now.counts().done() == 0 ? skipped(now, results) : done(now, results, drop);
    }

    private static RowState failed(DropResults.Failure failure, DropResults results, DropRuns.Moment now) {
        Notice notice = Notice.of(failure.problem());
        return of(RowStage.FAILED, RowTexts.withRemarks(RowTexts.failed(failure.problem(), now), results, now))
                .with(now.counts().found() > 1 ? notice.about(failure.source()) : notice);
    }

    private static RowState skipped(DropRuns.Moment now, DropResults results) {
        return of(
                RowStage.SKIPPED,
                now.counts().found() > 1
                        ? Texts.of("transfers.files", now.counts().skipped())
                        : results.lastSkipReason().orElse(Texts.of("transfers.nothing-in-it")));
    }

    private static RowState done(DropRuns.Moment now, DropResults results, Drop drop) {
        BlobPath last = results.lastUploaded().orElseThrow();
        return of(RowStage.DONE, RowTexts.withRemarks(RowTexts.done(now, last), results, now))
                .with(RowTexts.uploaded(drop.title(), drop.place().orElseThrow(), last, now));
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
