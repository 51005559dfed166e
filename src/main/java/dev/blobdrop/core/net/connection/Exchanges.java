package dev.blobdrop.core.net.connection;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/// Requests and their answers over the pool's connections. Nothing is repeated that may change
/// something: whether a write whose answer was lost was applied is for the caller to find out. Safe
/// for use by many threads.
public final class Exchanges {
    private static final int PARTIAL_CONTENT = 206;

    private final ConnectionPool connections;

    public Exchanges(ConnectionPool connections) {
        this.connections = connections;
    }

    /// What is done with an answer, and with the connection that its content is still on.
    @FunctionalInterface
    public interface Reader<T> {
        public T read(Connection connection, Connection.Reply reply) throws IOException;
    }

    /// @param limit for the answer; empty where only silence counts
    /// @param reader is to finish the connection; when it fails, that is closed
    /// @throws IOException when there was no complete answer
    public <T> T make(Host host, boolean isSafe, byte[] head, Body body, Optional<Duration> limit, Reader<T> reader)
            throws IOException {
        boolean isForHead = head[0] == 'H';
        Connection connection = connections.take(host);
        Optional<Connection.Reply> sent = Optional.empty();
        while (sent.isEmpty()) {
            try {
                sent = Optional.of(connection.send(head, body, isForHead, limit));
            } catch (IOException e) {
                boolean wasClosedBefore = connection.isUsedAgain() && !connection.isAnswered();
                if (!isSafe || !wasClosedBefore || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                connection = connections.take(host);
            }
        }
        Connection.Reply reply = sent.get();
        boolean isRead = false;
        try {
            T result = reader.read(connection, reply);
            isRead = true;
            return result;
        } finally {
            if (!isRead) {
                connection.close();
            }
        }
    }

    /// Whether the content is the part that was asked for into a buffer.
    public static boolean isPart(Connection.Reply reply) {
        return reply.head().status() == PARTIAL_CONTENT;
    }

    /// Reads the whole content, which may be shorter than what is wanted.
    ///
    /// @throws EOFException when it is longer
    public static void fill(Connection connection, Connection.Reply reply, Intake into) throws IOException {
        Content content = reply.content();
        if (into.left() > Memory.SLICE) {
            connection.expectMuch();
        }
        boolean isMore = true;
        while (isMore && into.left() > 0) {
            ByteBuffer room = into.room();
            isMore = content.read(room) >= 0;
            if (!room.hasRemaining()) {
                into.full();
            }
        }
        if (isMore && content.read(ByteBuffer.allocate(1)) >= 0) {
            throw new EOFException("The response is longer than requested");
        }
        connection.finish(reply);
    }

    /// Reads content up to a number of bytes.
    ///
    /// @return all of it, or at least that many bytes when it is longer
    public static byte[] read(Content content, int most) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream(0);
        ByteBuffer part = ByteBuffer.allocate(content.mayBeLongerThan(8192) ? 64 * 1024 : 8192);
        while (all.size() < most && !content.isWhole()) {
            part.clear();
            if (content.read(part) < 0) {
                break;
            }
            all.write(part.array(), 0, part.position());
        }
        return all.toByteArray();
    }
}
