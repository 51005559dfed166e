package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import java.time.Duration;

/// Something that happened to one blob. Each one that was named or found ends with exactly one
/// [Deleted], [Planned], [Skipped] or [Failed], unless the run is cancelled or stopped.
public sealed interface DeletionEvent {
    /// The blob's name.
    String name();

    /// A request failed and is made again after a pause.
    record Retrying(String name, Problem problem, Duration pause) implements DeletionEvent {}

    /// @param size in bytes
    record Deleted(String name, long size) implements DeletionEvent {}

    /// A dry run would delete it.
    ///
    /// @param size in bytes
    /// @param etag of the blob as it is now
    record Planned(String name, long size, String etag) implements DeletionEvent {}

    record Skipped(String name, String reason) implements DeletionEvent {}

    record Failed(String name, Problem problem) implements DeletionEvent {}
}
