package dev.blobdrop.core.transfer.local;

import dev.blobdrop.core.transfer.checksum.Crc64;
import java.io.IOException;

/// The CRC64 of each part of a file as it was read, to compare other bytes with.
///
/// @param size of all parts together, in bytes
/// @param length of all parts but the last, in bytes
public record BlockSums(long size, int length, long[] crcs) {
    /// Reads bytes in order, as an [java.io.InputStream] does.
    @FunctionalInterface
    public interface Source {
        /// @return how many bytes; -1 at the end
        int read(byte[] into, int length) throws IOException;
    }

    /// The sum of a single part.
    public static BlockSums of(int length, long crc64) {
        return new BlockSums(length, Math.max(1, length), new long[] {crc64});
    }

    /// Whether a source begins with the same bytes. Reads no further than that.
    public boolean begins(Source source) throws IOException {
        byte[] buffer = new byte[Math.clamp(size, 1, 128 * 1024)];
        long left = size;
        for (long crc : crcs) {
            long state = Crc64.begin();
            for (long inPart = Math.min(length, left); inPart > 0; ) {
                int read = source.read(buffer, (int) Math.min(buffer.length, inPart));
                if (read <= 0) {
                    return false;
                }
                state = Crc64.update(state, buffer, 0, read);
                inPart -= read;
                left -= read;
            }
            if (Crc64.end(state) != crc) {
                return false;
            }
        }
        return true;
    }
}
