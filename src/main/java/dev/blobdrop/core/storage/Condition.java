package dev.blobdrop.core.storage;

/// What must hold on the service for a write to happen. Every write names one, so that nothing is
/// overwritten by accident.
public sealed interface Condition {
    /// `If-None-Match: *`: no blob of that name exists.
    record Absent() implements Condition {}

    /// `If-Match`: the blob is still the one that was seen.
    record Unchanged(String etag) implements Condition {}

    /// Whatever is there is replaced, because somebody asked for that. Such a write may be made
    /// again when its answer was lost.
    record Any() implements Condition {}
}
