package dev.blobdrop.core.net.connection;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// One connection to a host, over which one request at a time is made (HTTP/1.1). It goes back to
/// the pool when an answer is complete and nothing about it was odd; else it is closed.
///
/// Belongs to one thread at a time, which does all the work: reading the body, encrypting, sending,
/// decrypting.
public final class Connection {
    private final Wire wire;
    private final Line line;
    private final Memory memory;
    private ByteBuffer slice;
    private final Pace pace;
    private final Consumer<Connection> giveBack;
    private boolean isUsedAgain;
    private boolean isClosed;
    private long idleSince;
    private long bodyBytes;
    private long bodyNanos;
    private boolean isBodySent;
    private boolean isAnswered;

    /// @param giveBack takes this connection when it is free
    Connection(Wire wire, Line line, Memory memory, Pace pace, Consumer<Connection> giveBack) {
        this.wire = wire;
        this.line = line;
        this.memory = memory;
        this.slice = memory.slice();
        this.pace = pace;
        this.giveBack = giveBack;
        wire.allow(() -> isBodySent ? pace.allowance(bodyBytes, bodyNanos) : 0);
    }

    /// Whether it carried a request before the present one: the other side may have closed it just
    /// when that was sent.
    boolean isUsedAgain() {
        return isUsedAgain;
    }

    /// Whether anything came back for the present request.
    boolean isAnswered() {
        return isAnswered;
    }

    /// Whether it can carry another request: the other side has not ended it, nor said anything
    /// unasked.
    boolean isUsable() {
        try {
            return !isClosed && !line.hasArrived();
        } catch (IOException e) {
            return false;
        }
    }

    /// When it was last given back ([System#nanoTime]).
    long idleSince() {
        return idleSince;
    }

    /// Makes a request and reads the beginning of its answer. The content is to be read, or the
    /// connection closed, by [#finish] or [#close].
    ///
    /// @param isForHead whether the request's method is HEAD
    /// @param limit until the head of the answer is there; empty where only silence counts
    /// @throws IOException when there was no answer; the connection is closed then, and nobody
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
                line.sendMuch();
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

    /// @return false when an answer began, or the connection ended, before all of it was sent
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
            // Who refuses a body closes the connection, and the refusal may have arrived before.
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

    /// The body's own failure, told apart from the connection's.
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

    /// An answer whose content is still to be read.
    ///
    /// @param isReusable whether the connection may carry another request after the content
    public record Reply(AnswerHead head, Content content, boolean isReusable) {}

    /// A long content comes next.
    public void expectMuch() {
        line.expectMuch();
    }

    /// The answer's content was read, or is not wanted: the connection is free, if nothing is left
    /// on it, or closed.
    public void finish(Reply reply) {
        boolean isFree = reply.isReusable()
                && reply.content().isWhole()
                && !line.arrived().hasRemaining();
        if (isFree && !isClosed) {
            isUsedAgain = true;
            idleSince = System.nanoTime();
            giveBack.accept(this);
        } else {
            close();
        }
    }

    /// May be called again.
    public void close() {
        if (!isClosed) {
            isClosed = true;
            line.close();
        }
    }
}
