package dev.blobdrop.core.storage;

import java.time.Instant;
import java.util.Optional;

/// One line of a listing.
public sealed interface Entry {
    /// Full name within the account (a container) or the container (a blob, a prefix).
    String name();

    /// A container.
    record Container(String name, Optional<Instant> modified) implements Entry {}

    /// A virtual folder: names that share everything up to this slash.
    record Prefix(String name) implements Entry {}

    /// A blob.
    ///
    /// @param size in bytes
    /// @param contentType as stored; empty when the service names none
    record Blob(String name, long size, Optional<Instant> modified, Optional<String> contentType) implements Entry {}
}
