package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One moment of an upload, immutable.
///
/// @param scanning whether more files may still be found, so that the totals may grow
/// @param counts of files. Bytes count as done when the service has confirmed them, including those
///     of an earlier run and of interrupted files, but not those of files that failed
/// @param filesKept large files that failed or were interrupted and have blocks on the service,
///     which a later run need not send again
/// @param bytesKept the total size of those blocks; the service drops them 7 days after the last
///     one
/// @param active files being sent now
/// @param stoppedBy the problem that ended the whole run
public record UploadSnapshot(
        RunState state,
        boolean scanning,
        Counts counts,
        long filesKept,
        long bytesKept,
        List<Active> active,
        Optional<Problem> stoppedBy,
        Duration elapsed)
        implements RunSnapshot {

    public UploadSnapshot {
        active = List.copyOf(active);
    }

    /// A file being sent.
    public record Active(Path source, long size, long done) {}

    /// Files that were uploaded.
    public long uploaded() {
        return counts.done();
    }

    /// An upload that ended before anything was sent.
    public static UploadSnapshot ofNothing(long skipped, long failed) {
        return new UploadSnapshot(
                RunState.DONE,
                false,
                new Counts(skipped + failed, 0, skipped, failed, 0, 0),
                0,
                0,
                List.of(),
                Optional.empty(),
                Duration.ZERO);
    }
}
