package dev.blobdrop.core.storage;

import java.util.Optional;

/// What the service knows of one blob.
///
/// @param etag changes with every write; used as a condition
/// @param size in bytes
/// @param md5 the stored Content-MD5, 16 bytes in hexadecimal; empty when none was stored
public record BlobProperties(
        String etag, long size, Optional<String> md5, Optional<String> contentType) {}
