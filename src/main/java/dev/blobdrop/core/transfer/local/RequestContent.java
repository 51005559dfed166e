package dev.blobdrop.core.transfer.local;

import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobContent;
import dev.blobdrop.core.transfer.Integrity;
import dev.blobdrop.core.transfer.checksum.Crc64;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/// The content of one request, with the checksum that it had when it was first read.
public sealed interface RequestContent {
    /// In bytes.
    int length();

    /// The checksum of the first reading.
    long crc64();

    /// Supplies the bytes when they are sent.
    BlobContent body();

    /// Whether another reading has the same checksum.
    ///
    /// @throws ProblemException when the bytes come from a file and the file has changed
    boolean isSound();

    /// The checksum that the request carries, if any.
    default OptionalLong checksum(Integrity integrity) {
        return integrity.checksRequests() ? OptionalLong.of(crc64()) : OptionalLong.empty();
    }

    /// Bytes held in memory until they are sent.
    ///
    /// @param bytes from the position to the limit
    record Held(ByteBuffer bytes, long crc64) implements RequestContent {
        /// Computes the checksum.
        public static Held of(ByteBuffer bytes) {
            return new Held(bytes, Crc64.of(bytes));
        }

        @Override
        public int length() {
            return bytes.remaining();
        }

        @Override
        public BlobContent body() {
            return BlobContent.of(bytes);
        }

        @Override
        public boolean isSound() {
            return Crc64.of(bytes) == crc64;
        }
    }

    /// A part of a file. It is read once for its checksum and again when it is sent, so it is not
    /// held in memory. If the file changes in between, the service refuses the bytes; where the
    /// request carries no checksum, they are compared here before the last of them is sent.
    ///
    /// @param slice of the one thread that uses this
    record Part(SourceFile source, long offset, int length, long crc64, boolean isCompared, Slices.Slice slice)
            implements RequestContent {

        /// Reads the part for its checksum.
        ///
        /// @param isCompared whether the bytes are compared here because the service does not
        public static Part of(SourceFile source, long offset, int length, boolean isCompared, Slices.Slice slice) {
            long crc64 = source.crc64(offset, length, slice);
            return new Part(source, offset, length, crc64, isCompared, slice);
        }

        @Override
        public BlobContent body() {
            return isCompared ? new Compared(this) : new Straight(this);
        }

        @Override
        public boolean isSound() {
            if (source.crc64(offset, length, slice) != crc64) {
                throw source.hasOtherContent();
            }
            return true;
        }

        private void read(long from, ByteBuffer into) throws IOException {
            try {
                source.read(into, offset + from);
            } catch (ProblemException e) {
                throw new IOException(e.problem().title(), e);
            }
        }
    }

    /// Reads from the file straight into the connection's buffer.
    record Straight(Part part) implements BlobContent {
        @Override
        public long length() {
            return part.length;
        }

        @Override
        public void read(long offset, ByteBuffer into) throws IOException {
            part.read(offset, into);
        }
    }

    /// The same, but computes the checksum of the bytes on the way; they are read in order.
    final class Compared implements BlobContent {
        private final Part part;
        private long summed;
        private long state;

        private Compared(Part part) {
            this.part = part;
        }

        @Override
        public long length() {
            return part.length;
        }

        @Override
        public void read(long offset, ByteBuffer into) throws IOException {
            ByteBuffer read = into.slice();
            part.read(offset, into);
            if (offset == 0) {
                summed = 0;
                state = Crc64.begin();
            }
            if (offset != summed) {
                throw new IOException("A part of a file was not read in order");
            }
            summed += read.remaining();
            state = Crc64.update(state, read);
            if (summed == part.length && Crc64.end(state) != part.crc64) {
                ProblemException changed = part.source.hasOtherContent();
                throw new IOException(changed.problem().title(), changed);
            }
        }
    }
}
