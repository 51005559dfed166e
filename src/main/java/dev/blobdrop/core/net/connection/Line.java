package dev.blobdrop.core.net.connection;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The byte stream of HTTP over a [Wire], plain or encrypted. Used by one thread at a time.
interface Line extends Closeable {
    /// Sends everything, unless the server sends something first or closes the connection.
    ///
    /// @return false when it was not sent completely: nothing may be written to this line any more
    boolean write(ByteBuffer bytes) throws IOException;

    /// Whether the server has sent something or has closed the connection. Does not wait.
    boolean hasArrived() throws IOException;

    /// The bytes that have arrived and were not taken yet. Taking bytes moves its position.
    ByteBuffer arrived();

    /// Waits until bytes [#arrived]; only to be called when none are left.
    ///
    /// @return false at the end
    boolean fill() throws IOException;

    /// Takes at least one byte of what [#arrived] or arrives next, straight into the buffer where
    /// that saves a copy.
    ///
    /// @return how many; -1 at the end
    int read(ByteBuffer into) throws IOException;

    /// To be called before a long content is read.
    default void expectLongContent() {}

    /// To be called before a long content is sent, while nothing is being sent.
    void sendLongContent();

    /// Whether the server closed the connection on purpose.
    boolean isProperEnd();

    @Override
    void close();

    /// Copies what fits.
    ///
    /// @return how many bytes
    static int take(ByteBuffer arrived, ByteBuffer into) {
        int count = Math.min(arrived.remaining(), into.remaining());
        int limit = arrived.limit();
        into.put(arrived.limit(arrived.position() + count));
        arrived.limit(limit);
        return count;
    }
}
