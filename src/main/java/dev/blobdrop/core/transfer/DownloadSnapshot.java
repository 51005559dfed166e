package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One moment of a download, immutable: what a progress bar or a table shows.
///
/// @param listing whether more blobs may still be found, so that the totals may grow
/// @param found blobs found so far, those that ended as skipped or failed included
/// @param notVerified of those downloaded, the ones with [Verification#NONE]
/// @param bytesFound their sizes added up
/// @param bytesDone bytes that have arrived; those of blobs that failed do not count
/// @param active blobs on their way now
/// @param stoppedBy the problem that ended the whole run
public record DownloadSnapshot(
        RunState state,
        boolean listing,
        long found,
        long downloaded,
        long notVerified,
        long skipped,
        long failed,
        long bytesFound,
        long bytesDone,
        List<Active> active,
        Optional<Problem> stoppedBy,
        Duration elapsed) {

    public DownloadSnapshot {
        active = List.copyOf(active);
    }

    /// A blob on its way.
    ///
    /// @param done bytes that have arrived
    public record Active(String name, long size, long done) {}

    /// Blobs that were found and have not ended.
    public long left() {
        return found - downloaded - skipped - failed;
    }
}
