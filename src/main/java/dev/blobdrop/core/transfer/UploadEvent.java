package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Something that happened to one file. Each file ends with exactly one [Uploaded], [Skipped],
/// [Failed] or, in a dry run, [Planned].
public sealed interface UploadEvent {
    Path source();

    /// A request failed and is made again after a pause.
    record Retrying(Path source, Problem problem, Duration pause) implements UploadEvent {}

    /// @param size in bytes
    /// @param resumed bytes that the service had already: sent by an earlier run, or part of the
    ///     blob that was replaced
    /// @param md5 of the content, hexadecimal; empty when it was not reckoned, see [Integrity]
    /// @param dropped what was set on the blob that was replaced and is not on the new one, such as
    ///     `Cache-Control: no-cache`
    /// @param twin another blob whose name differs from this one's in nothing but its Unicode form
    record Uploaded(
            Path source,
            BlobPath target,
            long size,
            long resumed,
            Optional<String> md5,
            Duration took,
            List<String> dropped,
            Optional<BlobPath> twin)
            implements UploadEvent {
        public Uploaded {
            dropped = List.copyOf(dropped);
        }

        public Uploaded beside(Optional<BlobPath> other) {
            return new Uploaded(source, target, size, resumed, md5, took, dropped, other);
        }
    }

    record Skipped(Path source, String reason) implements UploadEvent {}

    /// @param name what the walk called it, to take it up again as a [RetryItem]
    record Failed(Path source, String name, Problem problem) implements UploadEvent {}

    /// @param conflict what stands in the way and what would be done about it; empty when nothing
    record Planned(Path source, BlobPath target, long size, String contentType, Optional<String> conflict)
            implements UploadEvent {}
}
