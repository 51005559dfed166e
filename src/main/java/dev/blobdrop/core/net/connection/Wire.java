package dev.blobdrop.core.net.connection;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// A socket whose caller waits, but never longer than the other side may stay silent. The socket
/// does not block; a selector of its own waits, so that a deadline costs nothing and an answer is
/// noticed while a body is still being sent.
///
/// Used by one thread at a time. A thread that is interrupted gets an [InterruptedIOException], and
/// its socket is of no more use.
final class Wire implements Closeable {
    /// The allowance is asked again that often: it shrinks as soon as the line shows that it is
    /// quicker than was thought.
    private static final long LOOK_NANOS = 1_000_000_000L;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final long silence;
    private Allowance allowance = () -> 0;
    private long until;
    private boolean hasLimit;

    /// More time than silence alone gives, while what was sent is still on its way.
    @FunctionalInterface
    interface Allowance {
        /// In nanoseconds, as things stand now.
        long nanos();
    }

    private Wire(SocketChannel channel, Selector selector, Duration silence) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.key = channel.register(selector, 0);
        this.silence = silence.toNanos();
    }

    /// @param limit how long connecting may take
    /// @param silence how long a call may wait without any byte moving
    /// @throws ConnectException when nothing answers at the address, which is in the message
    static Wire to(InetSocketAddress address, Duration limit, Duration silence) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            Selector selector = Selector.open();
            try {
                Wire wire = new Wire(channel, selector, silence);
                wire.connect(address, limit);
                return wire;
            } catch (IOException | RuntimeException e) {
                selector.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void connect(InetSocketAddress address, Duration limit) throws IOException {
        limit(limit);
        try {
            if (!channel.connect(address)) {
                while (!channel.finishConnect()) {
                    await(SelectionKey.OP_CONNECT);
                }
            }
        } catch (SocketTimeoutException e) {
            throw at(address, new ConnectException("Connecting took too long"), e);
        } catch (NoRouteToHostException e) {
            throw at(address, new NoRouteToHostException(), e);
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        } catch (SocketException e) {
            throw at(address, new ConnectException(e.getMessage()), e);
        }
        noLimit();
    }

    /// Java's own messages do not say where.
    private static IOException at(InetSocketAddress address, IOException kind, IOException cause) {
        String what = kind.getMessage() == null ? "No route to host" : kind.getMessage();
        String text = what + ": " + address;
        IOException named =
                kind instanceof NoRouteToHostException ? new NoRouteToHostException(text) : new ConnectException(text);
        named.initCause(cause);
        return named;
    }

    /// From now on everything together may take this long.
    void limit(Duration limit) {
        until = System.nanoTime() + limit.toNanos();
        hasLimit = true;
    }

    /// From now on only silence ends a call.
    void noLimit() {
        hasLimit = false;
    }

    /// How much longer than [#silence] nothing may come, asked when that is over.
    void allow(Allowance more) {
        allowance = more;
    }

    /// Reads what is there.
    ///
    /// @return -1 at the end, 0 when there is nothing at the moment
    int readNow(ByteBuffer into) throws IOException {
        try {
            return channel.read(into);
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        }
    }

    /// Waits for at least one byte.
    ///
    /// @return -1 at the end
    int read(ByteBuffer into) throws IOException {
        int count = readNow(into);
        while (count == 0) {
            await(SelectionKey.OP_READ);
            count = readNow(into);
        }
        return count;
    }

    /// Writes what the socket takes at the moment.
    int writeNow(ByteBuffer from) throws IOException {
        try {
            return channel.write(from);
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        }
    }

    /// Writes everything, whatever comes from the other side meanwhile.
    void write(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            if (writeNow(from) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    /// Waits until the socket takes bytes or gives some.
    void awaitEither() throws IOException {
        await(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    /// Silence begins with the wait: a reader that takes its time is none.
    private void await(int operations) throws IOException {
        key.interestOps(operations);
        long began = System.nanoTime();
        while (true) {
            long left = left(began);
            if (left <= 0) {
                throw tooSilent();
            }
            long wait = isOvertime(began) ? Math.min(left, LOOK_NANOS) : left;
            int ready = selector.select(wait / 1_000_000 + 1);
            selector.selectedKeys().clear();
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted();
            }
            if (ready > 0) {
                return;
            }
        }
    }

    /// Whether it goes on only because the line may be slow.
    private boolean isOvertime(long began) {
        return System.nanoTime() - began >= silence;
    }

    /// In nanoseconds. The allowance is asked late, because most waits never need it.
    private long left(long began) {
        long now = System.nanoTime();
        long quiet = began + silence - now;
        if (quiet <= 0) {
            quiet += allowance.nanos();
        }
        return hasLimit ? Math.min(quiet, until - now) : quiet;
    }

    private IOException tooSilent() {
        boolean isLimit = hasLimit && until - System.nanoTime() <= 0;
        return new SocketTimeoutException(
                isLimit
                        ? "No response in time"
                        : "No data transferred for " + Duration.ofNanos(silence).toSeconds() + " s");
    }

    private static InterruptedIOException interrupted() {
        return new InterruptedIOException("Interrupted while waiting for the network");
    }

    @Override
    public void close() {
        try {
            selector.close();
            channel.close();
        } catch (IOException e) {
            // Nothing depends on how it ends.
        }
    }
}
