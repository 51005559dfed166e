package dev.blobdrop.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A company's HTTP proxy on loopback: opens connections by CONNECT to the few names that it knows,
/// which nobody else can resolve, and refuses all others.
public final class ForwardProxy implements AutoCloseable {
    private final ServerSocket server;
    private final Map<String, Integer> ports;
    private final Optional<String> authorization;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    /// @param ports on loopback, by the names that stand for them
    /// @param authorization the `Proxy-Authorization` that is asked for, if any
    public ForwardProxy(Map<String, Integer> ports, Optional<String> authorization) throws IOException {
        this.ports = Map.copyOf(ports);
        this.authorization = authorization;
        this.server = new ServerSocket();
        server.bind(new InetSocketAddress(Ports.loopback(), 0));
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /// The hosts that were asked for, in that order.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /// Answers so many of the next requests that it is too busy.
    public void refuseNext(int count) {
        refusals.set(count);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            List<String> head = head(client.getInputStream()).lines().toList();
            String[] line = head.getFirst().split(" ");
            String host = line[1].replaceFirst(":\\d+$", "");
            boolean allowed = authorization.isEmpty()
                    || head.contains("Proxy-Authorization: " + authorization.get())
                    || head.contains("proxy-authorization: " + authorization.get());
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                say(client, "503 Service Unavailable");
            } else if (!allowed) {
                say(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic");
            } else if (!line[0].equals("CONNECT") || !ports.containsKey(host)) {
                say(client, "403 Forbidden");
            } else {
                asked.add(host);
                try (Socket target = new Socket(Ports.loopback(), ports.get(host))) {
                    say(client, "200 Connection established");
                    Thread back = Thread.ofVirtual().start(() -> pass(target, client));
                    pass(client, target);
                    back.join();
                }
            }
        } catch (IOException | RuntimeException e) {
            // The client went away or sent nonsense.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void say(Socket client, String status) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void pass(Socket from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            // One side has ended.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
