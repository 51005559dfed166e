package dev.blobdrop.core.identity.person;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/// Receives the answer of the sign-in page: a server on this machine's loopback addresses, on its
/// own port, that runs as long as the sign-in waits.
///
/// It accepts only an answer with its state (RFC 6749, 10.12). Nothing else, such as a port scan or
/// another tab, has an effect or can delay the answer: each connection has its own thread, a
/// deadline and a size limit, and when there are too many the oldest is closed.
final class LoopbackListener implements AutoCloseable {
    /// A browser opens up to six connections to one host; the rest must be something else.
    static final int MOST_CONNECTIONS = 32;

    /// For one request, from its first byte to its last.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(10);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    private static final String IPV6_LOOPBACK = "::1";
    private static final int TRIES = 5;

    private final List<ServerSocket> sockets;
    private final List<Thread> acceptors;
    private final String state;
    private final Duration patience;
    private final CompletableFuture<PageAnswer> answer = new CompletableFuture<>();

    /// Oldest first.
    private final Set<Socket> connections = new LinkedHashSet<>();

    private boolean closed;

    private LoopbackListener(List<ServerSocket> sockets, String state, Duration patience) {
        this.sockets = sockets;
        this.state = state;
        this.patience = patience;
        this.acceptors = sockets.stream()
                .map(socket -> Thread.ofVirtual()
                        .name("sign-in-answer-" + socket.getLocalPort())
                        .unstarted(() -> accept(socket)))
                .toList();
    }

    /// @param state what the answer must contain
    /// @throws ProblemException when no port can be opened
    static LoopbackListener open(String state) {
        return open(state, PATIENCE);
    }

    /// @param patience how long one request may take
    static LoopbackListener open(String state, Duration patience) {
        try {
            LoopbackListener listener = new LoopbackListener(sockets(), state, patience);
            listener.acceptors.forEach(Thread::start);
            return listener;
        } catch (IOException e) {
            throw Problem.of(
                            Problem.Kind.NO_IDENTITY,
                            "no-loopback-port",
                            "Cannot receive the browser's response",
                            "Cannot open a port on this machine's loopback address: " + e.getMessage() + ".")
                    .withRemedy("set credential device-code   does not need a port")
                    .asException(e);
        }
    }

    /// Opens the same port on both loopback addresses, because browsers resolve `localhost`
    /// differently. A machine without IPv6 has one socket.
    private static List<ServerSocket> sockets() throws IOException {
        InetAddress ipv4 = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        for (int tries = 1; ; tries++) {
            ServerSocket socket = socket(ipv4, 0);
            Optional<InetAddress> ipv6 = ipv6Loopback();
            if (ipv6.isEmpty()) {
                return List.of(socket);
            }
            try {
                return List.of(socket, socket(ipv6.get(), socket.getLocalPort()));
            } catch (IOException taken) {
                if (tries == TRIES) {
                    return List.of(socket);
                }
                socket.close();
            }
        }
    }

    private static ServerSocket socket(InetAddress address, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(address, port), MOST_CONNECTIONS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Optional<InetAddress> ipv6Loopback() {
        try {
            InetAddress ipv6 = InetAddress.getByName(IPV6_LOOPBACK);
            socket(ipv6, 0).close();
            return Optional.of(ipv6);
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /// The redirect address. Desktop applications register `http://localhost`, and Entra accepts
    /// any port.
    URI address() {
        return URI.create("http://localhost:" + sockets.getFirst().getLocalPort());
    }

    CompletableFuture<PageAnswer> answer() {
        return answer;
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                if (admit(connection)) {
                    Thread.ofVirtual().start(() -> serve(connection));
                }
            } catch (IOException e) {
                // The socket was closed, a connection broke before it was accepted, or this process
                // has no file descriptor left for a moment.
                LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
            }
        }
    }

    /// Closes the oldest connection if there are too many: it has had the most time, and the new
    /// one may bring the answer.
    private synchronized boolean admit(Socket connection) {
        if (closed) {
            closeQuietly(connection);
            return false;
        }
        if (connections.size() == MOST_CONNECTIONS) {
            Iterator<Socket> oldest = connections.iterator();
            closeQuietly(oldest.next());
            oldest.remove();
        }
        connections.add(connection);
        return true;
    }

    private void serve(Socket connection) {
        Optional<PageAnswer> received = Optional.empty();
        try {
            LoopbackRequest request = LoopbackRequest.read(connection, patience);
            received = request.answer(state);
            if (received.isPresent()) {
                send(connection, "200 OK", SignInPage.html(received.get()));
            } else {
                send(connection, request.refusal(), "");
            }
        } catch (IOException broken) {
            // The client has gone, was too slow or was closed to make room.
        } finally {
            received.ifPresent(answer::complete);
            closeQuietly(connection);
            forget(connection);
        }
    }

    private synchronized void forget(Socket connection) {
        connections.remove(connection);
    }

    private static void send(Socket connection, String status, String html) throws IOException {
        byte[] page = html.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 "
                + status
                + "\r\nContent-Type: text/html; charset=utf-8"
                + "\r\nContent-Security-Policy: default-src 'none'; style-src"
                + " 'unsafe-inline'"
                + "\r\nCache-Control: no-store"
                + "\r\nContent-Length: "
                + page.length
                + "\r\nConnection: close\r\n\r\n";
        OutputStream out = connection.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(page);
        out.flush();
        connection.shutdownOutput();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Nothing else can be done.
        }
    }

    /// The port is free after this.
    @Override
    public void close() {
        List<Socket> open;
        synchronized (this) {
            closed = true;
            open = new ArrayList<>(connections);
        }
        sockets.forEach(LoopbackListener::closeQuietly);
        open.forEach(LoopbackListener::closeQuietly);
        acceptors.forEach(LoopbackListener::await);
    }

    /// The port is released by the thread that waits at it, not by the one that closes it.
    private static void await(Thread acceptor) {
        boolean interrupted = Thread.interrupted();
        try {
            acceptor.join(CLOSE_LIMIT);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
