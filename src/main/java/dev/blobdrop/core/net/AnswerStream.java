package dev.blobdrop.core.net;

import dev.blobdrop.core.net.connection.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// The content of a long response, read from its connection as it arrives. The connection is reused
/// only if the content was read to its end; closing earlier closes the connection.
///
/// Used by one thread at a time.
final class AnswerStream extends InputStream {
    private final ByteBuffer beginning;
    private final Connection connection;
    private final Connection.Reply reply;
    private boolean isOver;

    /// @param beginning of the content, which has been read already
    AnswerStream(byte[] beginning, Connection connection, Connection.Reply reply) {
        this.beginning = ByteBuffer.wrap(beginning);
        this.connection = connection;
        this.reply = reply;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /// @throws IOException when the content is cut off, or the stream was closed
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (beginning.hasRemaining()) {
            int count = Math.min(length, beginning.remaining());
            beginning.get(into, offset, count);
            return count;
        }
        if (isOver) {
            return -1;
        }
        boolean isRead = false;
        try {
            int count = reply.content().read(ByteBuffer.wrap(into, offset, length));
            isRead = true;
            if (count < 0) {
                close();
            }
            return count;
        } finally {
            if (!isRead) {
                isOver = true;
                connection.close();
            }
        }
    }

    @Override
    public int available() {
        return beginning.remaining();
    }

    @Override
    public void close() {
        beginning.position(beginning.limit());
        if (!isOver) {
            isOver = true;
            connection.finish(reply);
        }
    }
}
