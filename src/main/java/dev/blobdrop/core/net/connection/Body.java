package dev.blobdrop.core.net.connection;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The content of a request. It is read in pieces while the socket takes them, and again from the
/// beginning if the request is repeated.
public interface Body {
    /// No content.
    Body NONE = of(ByteBuffer.allocate(0));

    /// In bytes; constant.
    long length();

    /// Fills the buffer with the bytes at an offset.
    ///
    /// @param into has room for as many bytes as are wanted, never more than there are
    /// @throws IOException when they cannot be read; the request fails then, and its connection is
    ///     closed
    void read(long offset, ByteBuffer into) throws IOException;

    /// The bytes between the buffer's position and its limit, which must not change meanwhile.
    static Body of(ByteBuffer content) {
        ByteBuffer bytes = content.slice();
        return new Body() {
            @Override
            public long length() {
                return bytes.capacity();
            }

            @Override
            public void read(long offset, ByteBuffer into) throws IOException {
                if (into.remaining() > length() - offset) {
                    throw new EOFException("There are only " + length() + " bytes");
                }
                into.put(bytes.slice((int) offset, into.remaining()));
            }
        };
    }
}
