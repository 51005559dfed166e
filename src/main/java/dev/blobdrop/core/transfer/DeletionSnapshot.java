package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/// One moment of a deletion, immutable.
///
/// @param listing whether more blobs may still be found
/// @param counts of blobs; in a dry run `done` are those that would be deleted. Bytes count as done
///     when their blob does
/// @param stoppedBy the problem that ended the whole run
public record DeletionSnapshot(
        RunState state, boolean listing, Counts counts, Optional<Problem> stoppedBy, Duration elapsed)
        implements RunSnapshot {

    /// Blobs that were deleted; in a dry run, those that would be.
    public long deleted() {
        return counts.done();
    }

    /// Their total size.
    public long bytes() {
        return counts.bytesDone();
    }
}
