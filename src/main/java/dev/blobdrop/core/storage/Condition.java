package dev.blobdrop.core.storage;

/// What must hold on the service for a write to succeed. Every write has a condition, so that
/// nothing is overwritten by accident.
public sealed interface Condition {
    /// `If-None-Match: *`: no blob of that name exists.
    record Absent() implements Condition {}

    /// `If-Match`: the blob's ETag has not changed.
    record Unchanged(String etag) implements Condition {}

    /// Replaces whatever is there, because the user asked for it. Such a write may be repeated if
    /// its answer was lost.
    record Any() implements Condition {}
}
