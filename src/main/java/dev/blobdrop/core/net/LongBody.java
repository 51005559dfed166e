package dev.blobdrop.core.net;

import io.netty.channel.Channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The body of an answer that is read while it arrives. At most [#MOST_BYTES] and what one reading
/// of the socket brings lie here: then the connection rests until they are read.
///
/// Filled by the event loop, read by one other thread.
final class LongBody extends InputStream {
    private static final int MOST_BYTES = 1024 * 1024;

    private final Channel channel;
    private final Deque<byte[]> parts = new ArrayDeque<>();
    private int position;
    private int waiting;
    private boolean isEnded;
    private Optional<IOException> failure = Optional.empty();

    LongBody(Channel channel) {
        this.channel = channel;
    }

    synchronized void add(byte[] part) {
        parts.add(part);
        waiting += part.length;
        if (waiting > MOST_BYTES) {
            channel.config().setAutoRead(false);
        }
        notifyAll();
    }

    synchronized void end() {
        isEnded = true;
        notifyAll();
    }

    synchronized void fail(IOException cause) {
        failure = Optional.of(cause);
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /// @throws IOException when the body broke off; what came before is read first
    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        awaitBytes();
        byte[] part = parts.peek();
        if (part == null) {
            return -1;
        }
        int count = Math.min(length, part.length - position);
        System.arraycopy(part, position, into, offset, count);
        position += count;
        waiting -= count;
        if (position == part.length) {
            parts.remove();
            position = 0;
        }
        if (waiting < MOST_BYTES / 2 && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
        return count;
    }

    private void awaitBytes() throws IOException {
        try {
            while (parts.isEmpty() && !isEnded) {
                if (failure.isPresent()) {
                    throw new IOException(failure.get().getMessage(), failure.get());
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while reading an answer");
        }
    }

    @Override
    public synchronized int available() {
        return waiting;
    }

    /// What has not arrived yet is given up, with its connection. A body that has arrived leaves
    /// the connection to others.
    @Override
    public synchronized void close() {
        parts.clear();
        waiting = 0;
        if (!isEnded) {
            isEnded = true;
            channel.close();
        }
    }
}
