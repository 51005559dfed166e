package dev.blobdrop.core.storage;

import java.time.Instant;
import java.util.Optional;

/// What the service knows of one blob.
///
/// @param etag changes with every write; used as a condition
/// @param size in bytes
/// @param md5 the stored Content-MD5, 16 bytes in hexadecimal; empty when none was stored
/// @param modified when it was last written, in whole seconds, by the service's clock
/// @param isFolder whether it is empty and says of itself that it only stands for a folder:
///     accounts
///     with real folders have one for each, and programs make them elsewhere
public record BlobProperties(
        String etag,
        long size,
        Optional<String> md5,
        Optional<String> contentType,
        Optional<Instant> modified,
        boolean isFolder) {

    /// Of a blob that is no folder.
    public BlobProperties(
            String etag,
            long size,
            Optional<String> md5,
            Optional<String> contentType,
            Optional<Instant> modified) {
        this(etag, size, md5, contentType, modified, false);
    }
}
