package dev.blobdrop.core.storage;

import java.time.Instant;
import java.util.Optional;

/// One line of a listing.
public sealed interface Entry {
    /// The full name within the account (a container) or the container (a blob, a prefix).
    String name();

    /// A container.
    record Container(String name, Optional<Instant> modified) implements Entry {}

    /// A virtual folder: all names that start with this one, which ends with a slash.
    record Prefix(String name) implements Entry {}

    /// A blob.
    ///
    /// @param size in bytes
    /// @param contentType as stored; empty if the service returns none
    record Blob(String name, long size, Optional<Instant> modified, Optional<String> contentType) implements Entry {}
}
