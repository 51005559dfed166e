package dev.blobdrop.core.net.connection;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What a request sends after its head. It is read slice by slice while the socket takes it, and
/// once more from its beginning if the request is repeated.
public interface Body {
    /// No content.
    Body NONE = of(ByteBuffer.allocate(0));

    /// In bytes; never another one.
    long length();

    /// Fills the buffer with the bytes from the offset on.
    ///
    /// @param into as much room as bytes are wanted; never more than there are from the offset on
    /// @throws IOException when they cannot be had; the request has failed then, and its connection
    ///     is closed
    void read(long offset, ByteBuffer into) throws IOException;

    /// The buffer's content, from its position to its limit, which nobody may change meanwhile.
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
