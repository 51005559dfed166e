package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One moment of a transfer, immutable: what a progress bar or a table shows.
///
/// @param scanning whether more files may still be found, so that the totals may grow
/// @param counts of files. Bytes count as done when the service has confirmed them, those of an
///     earlier run and of files that did not come to their end included; those of files that failed
///     do not
/// @param filesKept large files that failed or were interrupted with blocks on the service, which a
///     later run need not send again
/// @param bytesKept those blocks added up; the service drops them 7 days after the last one
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

    public long uploaded() {
        return counts.done();
    }

    /// An upload that has ended before anything was sent.
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
