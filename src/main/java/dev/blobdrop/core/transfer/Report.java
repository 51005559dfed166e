package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problem.Kind;
import dev.blobdrop.core.problem.Problems;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/// The books of one run: counts how each file ended, tells the listener, and ends the run when the
/// trouble of one file would be that of every other file too.
final class Report {
    private static final Set<Kind> STOPPING =
            EnumSet.of(
                    Kind.NO_IDENTITY,
                    Kind.IDENTITY_REFUSED,
                    Kind.DENIED_BY_ROLE,
                    Kind.DENIED_BY_NETWORK,
                    Kind.NOT_FOUND);

    private final Progress progress;
    private final TransferListener listener;
    private final Retry retry;

    Report(Progress progress, TransferListener listener, Retry retry) {
        this.progress = progress;
        this.listener = listener;
        this.retry = retry;
    }

    void found(long size) {
        progress.found.increment();
        progress.bytesFound.add(size);
    }

    void retrying(Path source, Problem problem, Duration pause) {
        tell(new TransferEvent.Retrying(source, problem, pause));
    }

    void ended(TransferEvent event) {
        if (event instanceof TransferEvent.Skipped) {
            progress.skipped.increment();
        } else {
            progress.uploaded.increment();
        }
        tell(event);
    }

    void skipped(Path source, String reason) {
        ended(new TransferEvent.Skipped(source, reason));
    }

    void failed(Path source, String name, Problem problem) {
        progress.failed.increment();
        tell(new TransferEvent.Failed(source, name, problem));
        boolean outage = problem.kind() == Kind.TRANSIENT && retry.isOutage();
        if (outage || meetsAll(problem)) {
            progress.stop(problem);
        }
    }

    /// Whether every other file would meet this trouble too.
    static boolean meetsAll(Problem problem) {
        return STOPPING.contains(problem.kind()) || problem.code().equals("untrusted-certificate");
    }

    /// A listener's defect ends the run as a defect, and does not upset its books.
    private void tell(TransferEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            progress.stop(Problems.from(e, Facts.NONE));
        }
    }
}
