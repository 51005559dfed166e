package dev.blobdrop.core.storage;

/// What is stored with a blob's bytes.
///
/// @param contentType media type, never empty: the service does not guess one
/// @param md5 of the whole content, 16 bytes, stored as Content-MD5; empty to store none (for a
///     blob that is written in one request, the service then adds it)
public record BlobHeaders(String contentType, byte[] md5) {
    /// Headers without a checksum.
    public static BlobHeaders of(String contentType) {
        return new BlobHeaders(contentType, new byte[0]);
    }
}
