package dev.blobdrop.core.net.connection;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/// Makes requests over the pool's connections. A request that may change something is never
/// repeated: whether it was applied when its response is lost is for the caller to find out. Safe
/// for use by many threads.
public final class Exchanges {
    private static final int PARTIAL_CONTENT = 206;

    private final ConnectionPool connections;

    /// Uses this pool.
    public Exchanges(ConnectionPool connections) {
        this.connections = connections;
    }

    /// Reads the content of a response from its connection.
    @FunctionalInterface
    public interface Reader<T> {
        /// Must finish the connection. If it throws, the connection is closed.
        T read(Connection connection, Connection.Reply reply) throws IOException;
    }

    /// Makes a request and reads its response.
    ///
    /// @param limit for the response; empty when only silence counts
    /// @throws IOException when there was no complete response
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

    /// Whether the content is the requested range.
    public static boolean isPart(Connection.Reply reply) {
        return reply.head().status() == PARTIAL_CONTENT;
    }

    /// Reads the whole content, which may be shorter than requested.
    ///
    /// @throws EOFException when it is longer
    public static void fill(Connection connection, Connection.Reply reply, Intake into) throws IOException {
        Content content = reply.content();
        if (into.left() > Memory.SLICE) {
            connection.expectLongContent();
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
            throw new EOFException("The answer is longer than what was asked for");
        }
        connection.finish(reply);
    }

    /// Reads content up to a limit.
    ///
    /// @return all of it, or at least `most` bytes when it is longer
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
