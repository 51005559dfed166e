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

/// A socket whose caller blocks, but not longer than the server may stay silent. The socket itself
/// is non-blocking and has a selector, so that a deadline needs no timer and a response is noticed
/// while a body is being sent.
///
/// Used by one thread at a time. An interrupted thread gets an [InterruptedIOException], and its
/// socket is no longer usable.
final class Wire implements Closeable {
    /// How often the allowance is computed again: it shrinks as soon as the line turns out to be
    /// faster than assumed.
    private static final long POLL_NANOS = 1_000_000_000L;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final long silence;
    private Allowance allowance = () -> 0;
    private long until;
    private boolean hasLimit;

    /// Time in addition to the limit of silence while what was sent is still in flight.
    @FunctionalInterface
    interface Allowance {
        /// In nanoseconds, at this moment.
        long nanos();
    }

    private Wire(SocketChannel channel, Selector selector, Duration silence) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.key = channel.register(selector, 0);
        this.silence = silence.toNanos();
    }

    /// Connects to an address.
    ///
    /// @param limit how long that may take
    /// @param silence how long a call may wait while no byte is transferred
    /// @throws ConnectException when it fails; the address is in the message
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

    /// Adds the address, which Java's own messages do not contain.
    private static IOException at(InetSocketAddress address, IOException kind, IOException cause) {
        String what = kind.getMessage() == null ? "No route to host" : kind.getMessage();
        String text = what + ": " + address;
        IOException named =
                kind instanceof NoRouteToHostException ? new NoRouteToHostException(text) : new ConnectException(text);
        named.initCause(cause);
        return named;
    }

    /// From now on all calls together may take this long.
    void limit(Duration limit) {
        until = System.nanoTime() + limit.toNanos();
        hasLimit = true;
    }

    /// From now on only silence ends a call.
    void noLimit() {
        hasLimit = false;
    }

    /// Sets the time in addition to [#silence]; it is computed when the limit of silence is
    /// reached.
    void allow(Allowance more) {
        allowance = more;
    }

    /// Reads what is there.
    ///
    /// @return how many bytes; -1 at the end, 0 when nothing is there
    int readNow(ByteBuffer into) throws IOException {
        try {
            return channel.read(into);
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        }
    }

    /// Waits for at least one byte.
    ///
    /// @return how many bytes; -1 at the end
    int read(ByteBuffer into) throws IOException {
        int count = readNow(into);
        while (count == 0) {
            await(SelectionKey.OP_READ);
            count = readNow(into);
        }
        return count;
    }

    /// Writes what the socket takes without waiting.
    int writeNow(ByteBuffer from) throws IOException {
        try {
            return channel.write(from);
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        }
    }

    /// Writes everything, even if the server sends something meanwhile.
    void write(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            if (writeNow(from) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    /// Waits until the socket can be read or written.
    void awaitEither() throws IOException {
        await(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    /// The time of silence begins with the wait, so a slow reader does not use it up.
    private void await(int operations) throws IOException {
        key.interestOps(operations);
        long began = System.nanoTime();
        while (true) {
            long left = left(began);
            if (left <= 0) {
                throw tooSilent();
            }
            long wait = isOvertime(began) ? Math.min(left, POLL_NANOS) : left;
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

    /// Whether the call waits only because the line may be slow.
    private boolean isOvertime(long began) {
        return System.nanoTime() - began >= silence;
    }

    /// In nanoseconds. The allowance is computed late, because most calls never need it.
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
                        ? "No answer in time"
                        : "No byte moved for " + Duration.ofNanos(silence).toSeconds() + " s");
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
            // Nothing depends on it.
        }
    }
}
