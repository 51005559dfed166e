package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problem.Kind;
import dev.blobdrop.core.transfer.RunListener;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.flow.LastLook;
import dev.blobdrop.core.transfer.flow.Retry;
import dev.blobdrop.core.transfer.flow.RunStatus;
import java.nio.file.Path;
import java.time.Duration;

/// Counts how each file ended, calls the listener, and stops the run when every other file would
/// fail with the same problem.
public final class UploadResults {
    private final UploadProgress progress;
    private final RunListener<UploadEvent> listener;
    private final Retry retry;

    /// @param retry tells whether there is an outage
    public UploadResults(UploadProgress progress, RunListener<UploadEvent> listener, Retry retry) {
        this.progress = progress;
        this.listener = listener;
        this.retry = retry;
    }

    void found(long size) {
        progress.tally().found();
        progress.tally().bytesFound(size);
    }

    void retrying(Path source, Problem problem, Duration pause) {
        tell(new UploadEvent.Retrying(source, problem, pause));
    }

    void ended(UploadEvent event) {
        if (event instanceof UploadEvent.Skipped) {
            progress.tally().skipped();
        } else {
            progress.tally().done();
        }
        tell(event);
    }

    void skipped(Path source, String reason) {
        ended(new UploadEvent.Skipped(source, reason));
    }

    void failed(Path source, String name, Problem problem) {
        progress.tally().failed();
        tell(new UploadEvent.Failed(source, name, problem));
        boolean outage = problem.kind() == Kind.TRANSIENT && retry.isOutage() && !LastLook.isDoubt(problem);
        if (outage || RunStatus.meetsAll(problem)) {
            progress.status().stop(problem);
        }
    }

    private void tell(UploadEvent event) {
        progress.status().tell(() -> listener.on(event));
    }
}
