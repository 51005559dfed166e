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

/// Where the browser brings the answer of the sign-in page: a server on this machine's loopback
/// addresses, on a port of its own, that lives as long as the person is waited for.
///
/// It believes only an answer that carries its state (RFC 6749, 10.12); whatever else calls it, be
/// it a port scan or another tab, changes nothing. Nor does it keep the answer waiting: each
/// connection has its own thread, a deadline, and a limit to what it may send, and when there are
/// too many the oldest has to go.
final class LoopbackListener implements AutoCloseable {
    /// A browser opens up to six to one host; the rest is somebody else's.
    static final int MOST_CONNECTIONS = 32;

    /// From its first byte to its last, on the same machine.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration BREATH = Duration.ofMillis(10);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final String IPV6_LOOPBACK = "::1";
    private static final int TRIES = 5;

    private final List<ServerSocket> doors;
    private final List<Thread> porters;
    private final String state;
    private final Duration patience;
    private final CompletableFuture<PageAnswer> answer = new CompletableFuture<>();

    /// The oldest first.
    private final Set<Socket> connections = new LinkedHashSet<>();

    private boolean closed;

    private LoopbackListener(List<ServerSocket> doors, String state, Duration patience) {
        this.doors = doors;
        this.state = state;
        this.patience = patience;
        this.porters = doors.stream()
                .map(door -> Thread.ofVirtual()
                        .name("sign-in-answer-" + door.getLocalPort())
                        .unstarted(() -> welcome(door)))
                .toList();
    }

    /// @param state what the answer must carry
    /// @throws ProblemException when no port can be opened
    static LoopbackListener open(String state) {
        return open(state, PATIENCE);
    }

    /// @param patience how long a connection may take to say what it wants
    static LoopbackListener open(String state, Duration patience) {
        try {
            LoopbackListener listener = new LoopbackListener(doors(), state, patience);
            listener.porters.forEach(Thread::start);
            return listener;
        } catch (IOException e) {
            throw Problem.of(
                            Problem.Kind.NO_IDENTITY,
                            "no-loopback-port",
                            "Cannot receive the browser's response",
                            "Cannot open a port on this machine's loopback address: " + e.getMessage() + ".")
                    .withRemedy("--credential device-code   does not need a port")
                    .asException(e);
        }
    }

    /// The same port on both loopback addresses, because browsers differ in what they take
    /// `localhost` for. A machine without IPv6 has one door.
    private static List<ServerSocket> doors() throws IOException {
        InetAddress four = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        for (int tries = 1; ; tries++) {
            ServerSocket door = door(four, 0);
            Optional<InetAddress> six = ipv6Loopback();
            if (six.isEmpty()) {
                return List.of(door);
            }
            try {
                return List.of(door, door(six.get(), door.getLocalPort()));
            } catch (IOException taken) {
                if (tries == TRIES) {
                    return List.of(door);
                }
                door.close();
            }
        }
    }

    private static ServerSocket door(InetAddress address, int port) throws IOException {
        ServerSocket door = new ServerSocket();
        try {
            door.bind(new InetSocketAddress(address, port), MOST_CONNECTIONS);
            return door;
        } catch (IOException e) {
            door.close();
            throw e;
        }
    }

    private static Optional<InetAddress> ipv6Loopback() {
        try {
            InetAddress six = InetAddress.getByName(IPV6_LOOPBACK);
            door(six, 0).close();
            return Optional.of(six);
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /// Registered for desktop applications as `http://localhost`; Entra lets the port differ.
    URI address() {
        return URI.create("http://localhost:" + doors.getFirst().getLocalPort());
    }

    CompletableFuture<PageAnswer> answer() {
        return answer;
    }

    private void welcome(ServerSocket door) {
        while (!door.isClosed()) {
            try {
                Socket connection = door.accept();
                if (admit(connection)) {
                    Thread.ofVirtual().start(() -> serve(connection));
                }
            } catch (IOException e) {
                // The door was closed, a connection broke before it came in, or this process has
                // no file descriptor left for a moment.
                LockSupport.parkNanos(BREATH.toNanos());
            }
        }
    }

    /// The oldest has had the most time; what is new may be the answer.
    private synchronized boolean admit(Socket connection) {
        if (closed) {
            quietly(connection);
            return false;
        }
        if (connections.size() == MOST_CONNECTIONS) {
            Iterator<Socket> oldest = connections.iterator();
            quietly(oldest.next());
            oldest.remove();
        }
        connections.add(connection);
        return true;
    }

    private void serve(Socket connection) {
        Optional<PageAnswer> said = Optional.empty();
        try {
            LoopbackRequest request = LoopbackRequest.read(connection, patience);
            said = request.answer(state);
            if (said.isPresent()) {
                send(connection, "200 OK", SignInPage.html(said.get()));
            } else {
                send(connection, request.refusal(), "");
            }
        } catch (IOException broken) {
            // Whoever it was has gone, was too slow or had to make room.
        } finally {
            said.ifPresent(answer::complete);
            quietly(connection);
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

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It is as closed as it can be.
        }
    }

    /// Nobody listens on the port after this.
    @Override
    public void close() {
        List<Socket> left;
        synchronized (this) {
            closed = true;
            left = new ArrayList<>(connections);
        }
        doors.forEach(LoopbackListener::quietly);
        left.forEach(LoopbackListener::quietly);
        porters.forEach(LoopbackListener::await);
    }

    /// A port is given back by the thread that waits at it, not by the one that closes it.
    private static void await(Thread porter) {
        boolean interrupted = Thread.interrupted();
        try {
            porter.join(FAREWELL);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
