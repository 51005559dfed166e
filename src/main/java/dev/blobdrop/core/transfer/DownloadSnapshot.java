package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One moment of a download, immutable.
///
/// @param listing whether more blobs may still be found, so that the totals may grow
/// @param counts of blobs. Bytes count as done when they have arrived, unless their blob failed
/// @param notVerified downloaded blobs with [Verification#NONE]
/// @param active blobs being downloaded now
/// @param stoppedBy the problem that ended the whole run
public record DownloadSnapshot(
        RunState state,
        boolean listing,
        Counts counts,
        long notVerified,
        List<Active> active,
        Optional<Problem> stoppedBy,
        Duration elapsed)
        implements RunSnapshot {

    public DownloadSnapshot {
        active = List.copyOf(active);
    }

    /// A blob being downloaded.
    ///
    /// @param done bytes that have arrived
    public record Active(String name, long size, long done) {}

    /// Blobs that were downloaded.
    public long downloaded() {
        return counts.done();
    }
}
