package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;

import java.time.Duration;
import java.util.Optional;

/// One moment of a deletion, immutable.
///
/// @param listing whether more blobs may still be found
/// @param found blobs found so far, those that ended as skipped or failed included
/// @param deleted of a dry run those that would be deleted
/// @param bytes of what was deleted, added up
/// @param stoppedBy the problem that ended the whole run
public record DeletionSnapshot(
        RunState state,
        boolean listing,
        long found,
        long deleted,
        long skipped,
        long failed,
        long bytes,
        Optional<Problem> stoppedBy,
        Duration elapsed) {

    /// Blobs that were found and have not ended: not begun, or nobody knows how it ended.
    public long left() {
        return found - deleted - skipped - failed;
    }
}
