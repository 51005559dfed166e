package dev.blobdrop.core.net.connection;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The bytes that HTTP is spoken in, over a [Wire]: as they are, or encrypted. Used by one thread
/// at a time.
interface Line extends Closeable {
    /// Sends all of it, unless the other side says something before, or has ended.
    ///
    /// @return false when it was not sent as a whole: this line must not be written to any more
    boolean write(ByteBuffer bytes) throws IOException;

    /// Whether the other side has said something, or has ended. Does not wait.
    boolean hasArrived() throws IOException;

    /// What has arrived and was not taken yet. Who takes bytes moves its position.
    ByteBuffer arrived();

    /// Waits until something [#arrived]; only to be called when nothing is left there.
    ///
    /// @return false at the end
    boolean fill() throws IOException;

    /// Takes at least one byte of what [#arrived] or arrives next, straight into the buffer where
    /// that saves a copy.
    ///
    /// @return how many; -1 at the end
    int read(ByteBuffer into) throws IOException;

    /// A long content comes next.
    default void expectMuch() {}

    /// Much is to be sent next, and nothing is being sent.
    void sendMuch();

    /// Whether an end that was met is one that the other side meant.
    boolean isProperEnd();

    @Override
    void close();

    /// Takes from what has arrived.
    static int take(ByteBuffer arrived, ByteBuffer into) {
        int count = Math.min(arrived.remaining(), into.remaining());
        int limit = arrived.limit();
        into.put(arrived.limit(arrived.position() + count));
        arrived.limit(limit);
        return count;
    }
}
