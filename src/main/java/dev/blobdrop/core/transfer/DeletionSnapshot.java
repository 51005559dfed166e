package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/// One moment of a deletion, immutable.
///
/// @param listing whether more blobs may still be found
/// @param counts of blobs. Of a dry run those are done that would be deleted; bytes count as done
///     with their blob
/// @param stoppedBy the problem that ended the whole run
public record DeletionSnapshot(
        RunState state, boolean listing, Counts counts, Optional<Problem> stoppedBy, Duration elapsed)
        implements RunSnapshot {

    public long deleted() {
        return counts.done();
    }

    public long bytes() {
        return counts.bytesDone();
    }
}
