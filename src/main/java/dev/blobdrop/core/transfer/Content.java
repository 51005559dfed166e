package dev.blobdrop.core.transfer;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/// The bytes of one request, with the checksum they had when they were read.
///
/// @param bytes the array; only its first part counts
record Content(byte[] bytes, int length, long crc64) {
    static Content of(byte[] bytes, int length) {
        return new Content(bytes, length, Crc64.of(bytes, 0, length));
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    OptionalLong checksum(Integrity integrity) {
        return integrity.checksRequests() ? OptionalLong.of(crc64) : OptionalLong.empty();
    }

    /// Whether the memory still holds what was read.
    boolean isSound() {
        return Crc64.of(bytes, 0, length) == crc64;
    }
}
