package dev.blobdrop.core.net.connection;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Keeps the connections to all hosts of a run. A connection carries one request at a time and is
/// free again when the response is complete; the callers decide how many there are. Idle
/// connections are closed after [#silence]. Safe for use by many threads.
public final class ConnectionPool {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Map<Host, Deque<Connection>> free = new ConcurrentHashMap<>();
    private final Map<Host, Pace> paces = new ConcurrentHashMap<>();
    private final Map<Host, CompletableFuture<Connection>> opening = new ConcurrentHashMap<>();
    private final AtomicBoolean isClosingIdle = new AtomicBoolean();
    private final Encryption encryption;
    private final Optional<WebProxy> proxy;
    private final Duration silence;

    /// An empty pool.
    ///
    /// @param silence how long a request may wait while no byte is transferred
    public ConnectionPool(Encryption encryption, Optional<WebProxy> proxy, Duration silence) {
        this.encryption = encryption;
        this.proxy = proxy;
        this.silence = silence;
    }

    /// A connection for one request: the one used last, if any is free.
    ///
    /// @throws IOException when the host cannot be found or reached, or its certificate is not
    ///     valid for it
    Connection take(Host host) throws IOException {
        Deque<Connection> kept = kept(host);
        for (Connection next = kept.pollFirst(); next != null; next = kept.pollFirst()) {
            if (next.isUsable()) {
                return next;
            }
            next.close();
        }
        CompletableFuture<Connection> prepared = opening.remove(host);
        if (prepared != null) {
            Connection connection = opened(prepared);
            if (connection.isUsable()) {
                return connection;
            }
            connection.close();
        }
        return connect(host);
    }

    /// Opens a connection for the next request, in the background. That request reports any
    /// failure.
    public void prepare(Host host) {
        CompletableFuture<Connection> opened = new CompletableFuture<>();
        if (opening.putIfAbsent(host, opened) == null) {
            Thread.ofPlatform().daemon().name("connect-" + host.name()).start(() -> {
                try {
                    opened.complete(connect(host));
                } catch (IOException | RuntimeException | Error e) {
                    opened.completeExceptionally(e);
                }
            });
        }
    }

    private static Connection opened(CompletableFuture<Connection> opened) throws IOException {
        try {
            return opened.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while connecting");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new IOException(e.getCause());
            }
        }
    }

    private Deque<Connection> kept(Host host) {
        return free.computeIfAbsent(host, any -> new ConcurrentLinkedDeque<>());
    }

    private Connection connect(Host host) throws IOException {
        Optional<WebProxy> over = proxy.filter(known -> known.isFor(host.name()));
        Wire wire = over.isPresent() ? reach(over.get().host(), over.get().port()) : reach(host.name(), host.port());
        Memory memory = Memory.take();
        try {
            if (over.isPresent()) {
                wire.limit(CONNECT);
                Tunnel.open(wire, over.get(), host);
            }
            Line line = host.secure()
                    ? TlsLine.over(wire, encryption.engine(host), memory, CONNECT)
                    : new PlainLine(wire, memory);
            Pace pace = paces.computeIfAbsent(host, any -> new Pace());
            Deque<Connection> kept = kept(host);
            return new Connection(wire, line, memory, pace, free -> {
                kept.addFirst(free);
                closeIdleLater();
            });
        } catch (IOException | RuntimeException e) {
            wire.close();
            memory.release();
            throw e;
        }
    }

    /// Tries the host's addresses in the order of the system's resolver.
    private Wire reach(String name, int port) throws IOException {
        IOException failure = new IOException("No address");
        for (InetAddress address : InetAddress.getAllByName(name)) {
            try {
                return Wire.to(new InetSocketAddress(address, port), CONNECT, silence);
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    /// One thread at a time closes idle connections, as long as there are any.
    private void closeIdleLater() {
        if (isClosingIdle.compareAndSet(false, true)) {
            Thread.ofVirtual().name("idle-connections").start(this::closeIdleUntilNone);
        }
    }

    private void closeIdleUntilNone() {
        try {
            boolean isAnyLeft = true;
            while (isAnyLeft) {
                Thread.sleep(silence.dividedBy(4).plusMillis(1));
                isAnyLeft = closeIdle();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            isClosingIdle.set(false);
        }
    }

    /// The oldest are last.
    ///
    /// @return whether any is left
    private boolean closeIdle() {
        boolean isAnyLeft = false;
        long now = System.nanoTime();
        for (Deque<Connection> kept : free.values()) {
            for (Connection last = kept.pollLast(); last != null; last = kept.pollLast()) {
                if (now - last.idleSince() < silence.toNanos()) {
                    kept.addLast(last);
                    isAnyLeft = true;
                    break;
                }
                last.close();
            }
        }
        return isAnyLeft;
    }
}
