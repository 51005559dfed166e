package dev.blobdrop.core.storage;

/// What must hold on the service for a write to happen. Every write has one, so that nothing is
/// overwritten by accident or by a race.
public sealed interface Condition {
    /// `If-None-Match: *`: no blob of that name exists.
    record Absent() implements Condition {}

    /// `If-Match`: the blob is still the one that was seen.
    record Unchanged(String etag) implements Condition {}
}
