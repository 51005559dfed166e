package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import java.time.Duration;

/// Something that happened to one blob. Each blob that was named or found ends with exactly one
/// [Deleted], [Planned], [Skipped] or [Failed], unless the run is cancelled or stopped.
public sealed interface DeletionEvent {
    /// The blob's name.
    String name();

    /// A request failed and will be repeated after the pause.
    record Retrying(String name, Problem problem, Duration pause) implements DeletionEvent {}

    /// The blob was deleted.
    ///
    /// @param size in bytes
    record Deleted(String name, long size) implements DeletionEvent {}

    /// A dry run would delete the blob.
    ///
    /// @param size in bytes
    /// @param etag that the blob has now
    record Planned(String name, long size, String etag) implements DeletionEvent {}

    /// The blob was left.
    record Skipped(String name, String reason) implements DeletionEvent {}

    /// The blob was not deleted.
    record Failed(String name, Problem problem) implements DeletionEvent {}
}
