package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problem.Kind;

import java.nio.file.Path;
import java.time.Duration;

/// The books of one run: counts how each file ended, tells the listener, and ends the run when the
/// trouble of one file would be that of every other file too.
final class Report {
    private final Progress progress;
    private final TransferListener listener;
    private final Retry retry;

    Report(Progress progress, TransferListener listener, Retry retry) {
        this.progress = progress;
        this.listener = listener;
        this.retry = retry;
    }

    void found(long size) {
        progress.tally().found();
        progress.tally().bytesFound(size);
    }

    void retrying(Path source, Problem problem, Duration pause) {
        tell(new TransferEvent.Retrying(source, problem, pause));
    }

    void ended(TransferEvent event) {
        if (event instanceof TransferEvent.Skipped) {
            progress.tally().skipped();
        } else {
            progress.tally().done();
        }
        tell(event);
    }

    void skipped(Path source, String reason) {
        ended(new TransferEvent.Skipped(source, reason));
    }

    void failed(Path source, String name, Problem problem) {
        progress.tally().failed();
        tell(new TransferEvent.Failed(source, name, problem));
        boolean outage =
                problem.kind() == Kind.TRANSIENT && retry.isOutage() && !LastLook.isDoubt(problem);
        if (outage || Course.meetsAll(problem)) {
            progress.course().stop(problem);
        }
    }

    private void tell(TransferEvent event) {
        progress.course().tell(() -> listener.on(event));
    }
}
