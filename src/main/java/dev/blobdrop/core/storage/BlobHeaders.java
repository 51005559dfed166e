package dev.blobdrop.core.storage;

/// What is stored beside a blob's bytes.
///
/// @param contentType media type, never empty: the service does not guess one
/// @param md5 of the whole content, 16 bytes; stored as Content-MD5
public record BlobHeaders(String contentType, byte[] md5) {}
