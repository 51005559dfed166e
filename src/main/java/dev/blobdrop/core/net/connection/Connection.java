package dev.blobdrop.core.net.connection;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// A connection to a host that carries one request at a time (HTTP/1.1). It returns to the pool
/// when a response is complete and valid; otherwise it is closed.
///
/// Used by one thread at a time, which does all the work: reading the body, encrypting, sending,
/// decrypting.
public final class Connection {
    private final Wire wire;
    private final Line line;
    private final Memory memory;
    private ByteBuffer slice;
    private final Pace pace;
    private final Consumer<Connection> release;
    private boolean isUsedAgain;
    private boolean isClosed;
    private long idleSince;
    private long bodyBytes;
    private long bodyNanos;
    private boolean isBodySent;
    private boolean isAnswered;

    /// @param release gets this connection when it is free
    Connection(Wire wire, Line line, Memory memory, Pace pace, Consumer<Connection> release) {
        this.wire = wire;
        this.line = line;
        this.memory = memory;
        this.slice = memory.slice();
        this.pace = pace;
        this.release = release;
        wire.allow(() -> isBodySent ? pace.allowance(bodyBytes, bodyNanos) : 0);
    }

    /// Whether it has carried another request before: the server may have closed it just when the
    /// present one was sent.
    boolean isUsedAgain() {
        return isUsedAgain;
    }

    /// Whether any byte of a response to the present request arrived.
    boolean isAnswered() {
        return isAnswered;
    }

    /// Whether it can carry another request: the server has neither closed it nor sent anything
    /// unasked.
    boolean isUsable() {
        try {
            return !isClosed && !line.hasArrived();
        } catch (IOException e) {
            return false;
        }
    }

    /// When it last became free ([System#nanoTime]).
    long idleSince() {
        return idleSince;
    }

    /// Makes a request and reads the head of its response. The content must then be read and
    /// [#finish] called, or [#close].
    ///
    /// @param isForHead whether the request's method is HEAD
    /// @param limit for the response; empty when only silence counts
    /// @throws IOException when there was no response; the connection is closed then, and nobody
    ///     reads the body any more
    Reply send(byte[] head, Body body, boolean isForHead, Optional<Duration> limit) throws IOException {
        isAnswered = false;
        isBodySent = false;
        boolean isDone = false;
        boolean isSilent = false;
        bodyBytes = body.length();
        bodyNanos = 0;
        long start = System.nanoTime();
        pace.begin(bodyBytes, start);
        try {
            limit.ifPresentOrElse(wire::limit, wire::noLimit);
            if (head.length + bodyBytes > slice.capacity()) {
                line.sendLongContent();
                slice = memory.slice();
            }
            boolean isSent = sendAll(head, body);
            isBodySent = isSent;
            isAnswered = line.hasArrived() && line.arrived().hasRemaining();
            AnswerHead answer = AnswerHead.read(line);
            isAnswered = true;
            Content content = Content.of(answer, line, isForHead);
            isDone = true;
            return new Reply(answer, content, isSent && answer.isKeptOpen());
        } catch (SocketTimeoutException e) {
            isSilent = isBodySent;
            throw e;
        } finally {
            if (isDone) {
                pace.answered(bodyBytes, start, System.nanoTime());
            } else {
                pace.failed(bodyBytes, start, isSilent, System.nanoTime());
                close();
            }
        }
    }

    /// @return false when a response began, or the connection ended, before everything was sent
    private boolean sendAll(byte[] head, Body body) throws IOException {
        long began = System.nanoTime();
        try {
            boolean isSent = sendSlices(head, body);
            if (bodyBytes > Pace.MOST_HIDDEN) {
                bodyNanos = System.nanoTime() - began;
            }
            return isSent;
        } catch (UnsendableException e) {
            throw e.getCause();
        } catch (IOException e) {
            // A server that refuses a body closes the connection; its response may have arrived before.
            if (!hasAnswer()) {
                throw e;
            }
            return false;
        }
    }

    private boolean hasAnswer() {
        try {
            return line.hasArrived() && line.arrived().hasRemaining();
        } catch (IOException e) {
            return false;
        }
    }

    /// A failure of the body, as opposed to one of the connection.
    private static final class UnsendableException extends IOException {
        private static final long serialVersionUID = 1;

        UnsendableException(IOException cause) {
            super(cause);
        }

        @Override
        public synchronized IOException getCause() {
            return (IOException) super.getCause();
        }
    }

    private boolean sendSlices(byte[] head, Body body) throws IOException {
        int headAt = 0;
        long offset = 0;
        long length = body.length();
        do {
            slice.clear();
            int part = Math.min(head.length - headAt, slice.remaining());
            slice.put(head, headAt, part);
            headAt += part;
            int count = (int) Math.min(length - offset, slice.remaining());
            if (headAt == head.length && count > 0) {
                read(body, offset, count);
                offset += count;
            }
            slice.flip();
            if (offset > 0 && line.hasArrived() || !line.write(slice)) {
                return false;
            }
        } while (offset < length || headAt < head.length);
        return true;
    }

    private void read(Body body, long offset, int count) throws IOException {
        int end = slice.position() + count;
        slice.limit(end);
        try {
            body.read(offset, slice);
        } catch (IOException e) {
            throw new UnsendableException(e);
        }
        if (slice.position() != end) {
            throw new UnsendableException(new EOFException("The content is shorter than it was"));
        }
    }

    /// A response whose content is still to be read.
    ///
    /// @param isReusable whether the connection may carry another request after that
    public record Reply(AnswerHead head, Content content, boolean isReusable) {}

    /// To be called before a long content is read.
    public void expectLongContent() {
        line.expectLongContent();
    }

    /// To be called when the response's content has been read or is not wanted. The connection
    /// becomes free if nothing of it is left, else it is closed.
    public void finish(Reply reply) {
        boolean isFree = reply.isReusable()
                && reply.content().isWhole()
                && !line.arrived().hasRemaining();
        if (isFree && !isClosed) {
            isUsedAgain = true;
            idleSince = System.nanoTime();
            release.accept(this);
        } else {
            close();
        }
    }

    /// May be called repeatedly.
    public void close() {
        if (!isClosed) {
            isClosed = true;
            line.close();
        }
    }
}
