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
    /// The file or folder.
    Path source();

    /// A request failed and will be repeated after the pause.
    record Retrying(Path source, Problem problem, Duration pause) implements UploadEvent {}

    /// The file is uploaded.
    ///
    /// @param size in bytes
    /// @param resumed bytes that the service already had: sent by an earlier run, or part of the
    ///     blob that was replaced
    /// @param md5 of the content, hexadecimal; empty when it was not computed, see [Integrity]
    /// @param dropped what was set on the blob that was replaced and is not on the new one, such as
    ///     `Cache-Control: no-cache`
    /// @param twin another blob whose name differs from this one's only in its Unicode normal form
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

        /// The same with this twin.
        public Uploaded beside(Optional<BlobPath> other) {
            return new Uploaded(source, target, size, resumed, md5, took, dropped, other);
        }
    }

    /// The file was not uploaded, for a reason that is no failure.
    record Skipped(Path source, String reason) implements UploadEvent {}

    /// The file was not uploaded.
    ///
    /// @param name relative to the walk, for a [RetryItem]
    record Failed(Path source, String name, Problem problem) implements UploadEvent {}

    /// A dry run would upload the file.
    ///
    /// @param conflict the blob in the way and what would be done about it; empty when there is
    ///     none
    record Planned(Path source, BlobPath target, long size, String contentType, Optional<String> conflict)
            implements UploadEvent {}
}
