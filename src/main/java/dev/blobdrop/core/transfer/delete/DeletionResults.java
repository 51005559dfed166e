package dev.blobdrop.core.transfer.delete;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problem.Kind;
import dev.blobdrop.core.transfer.DeletionEvent;
import dev.blobdrop.core.transfer.DeletionSnapshot;
import dev.blobdrop.core.transfer.RunListener;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.flow.RunStatus;
import dev.blobdrop.core.transfer.flow.Tally;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/// Counts how each blob ended, calls the listener, and stops the run when every other blob would
/// fail with the same problem. Written by the run's threads, read at any time.
public final class DeletionResults {
    /// Kinds of problems that concern one blob only. Any other one stops a deletion.
    private static final Set<Kind> OF_ONE = EnumSet.of(Kind.CONFLICT, Kind.USAGE, Kind.SOURCE_UNUSABLE, Kind.TRANSIENT);

    private final RunListener<DeletionEvent> listener;
    private final RunStatus status = new RunStatus();
    private final Tally tally = new Tally();

    /// Empty, for one run.
    public DeletionResults(RunListener<DeletionEvent> listener) {
        this.listener = listener;
    }

    /// The run's status.
    public RunStatus status() {
        return status;
    }

    /// Counts a blob that was named or listed.
    void found() {
        tally.found();
    }

    void retrying(String name, Problem problem, Duration pause) {
        tell(new DeletionEvent.Retrying(name, problem, pause));
    }

    void deleted(String name, long size) {
        done(new DeletionEvent.Deleted(name, size), size);
    }

    void planned(String name, long size, String etag) {
        done(new DeletionEvent.Planned(name, size, etag), size);
    }

    private void done(DeletionEvent event, long size) {
        tally.done();
        tally.bytesDone(size);
        tell(event);
    }

    void skipped(String name, String reason) {
        tally.skipped();
        tell(new DeletionEvent.Skipped(name, reason));
    }

    /// Counts a failure.
    ///
    /// @param outage whether nothing else succeeded when the request was given up
    void failed(String name, Problem problem, boolean outage) {
        tally.failed();
        tell(new DeletionEvent.Failed(name, problem));
        boolean one = problem.isBlobMissing() || OF_ONE.contains(problem.kind()) && !RunStatus.meetsAll(problem);
        if (!one || outage && problem.kind() == Kind.TRANSIENT) {
            status.stop(problem);
        }
    }

    private void tell(DeletionEvent event) {
        status.tell(() -> listener.on(event));
    }

    /// The state now.
    public DeletionSnapshot snapshot() {
        RunState state = status.state();
        return new DeletionSnapshot(state, status.isFinding(), tally.counts(), status.stoppedBy(), status.elapsed());
    }
}
