package dev.blobdrop.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What may be found at the metadata endpoint of a machine, on a loopback port: Azure's own service
/// as documented, a stranger, or silence.
public final class MetadataStandIn implements AutoCloseable {
    private final int port;
    private final List<AutoCloseable> parts;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private MetadataStandIn(int port, List<AutoCloseable> parts) {
        this.port = port;
        this.parts = parts;
    }

    /// Every request gets this answer.
    public static MetadataStandIn answering(int status, String contentType, String body) {
        return serving(exchange -> answer(exchange, status, contentType, body));
    }

    /// A captive portal that sends to its login page.
    public static MetadataStandIn redirecting() {
        return serving(exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/login");
            answer(exchange, 302, "text/html", "<html>Moved</html>");
        });
    }

    /// Azure's service: it refuses questions without `Metadata: true` and takes its time with
    /// tokens.
    public static MetadataStandIn azure(String token, Duration delay) {
        return slowAzure(token, Duration.ZERO, delay);
    }

    /// Azure's service, slow in everything: it takes its time with refusals, too.
    public static MetadataStandIn slowAzure(String token, Duration refusal, Duration delay) {
        return azure(refusal, exchange -> {
            pause(delay);
            answer(exchange, 200, "application/json", tokenAnswer(token));
        });
    }

    /// Makes the metadata service answer this many token requests with this error.
    public static MetadataStandIn azureInTrouble(int status, int times, String token) {
        int[] left = {times};
        return azure(exchange -> {
            if (left[0]-- > 0) {
                answer(exchange, status, "application/json", "{\"error\":\"busy\"}");
            } else {
                answer(exchange, 200, "application/json", tokenAnswer(token));
            }
        });
    }

    /// Azure's service on a machine without a managed identity.
    public static MetadataStandIn azureWithoutIdentity() {
        return azure(exchange -> answer(
                exchange,
                400,
                "application/json",
                "{\"error\":\"invalid_request\",\"error_description\":" + "\"Identity not found\"}"));
    }

    /// Takes connections and never says anything.
    public static MetadataStandIn silent() {
        try {
            ServerSocket listener = listener(50);
            return new MetadataStandIn(listener.getLocalPort(), List.of(listener));
        } catch (IOException e) {
            throw new SandboxException("No loopback port: " + e.getMessage(), e);
        }
    }

    /// Packets are dropped: no connection comes about.
    public static MetadataStandIn unreachable() {
        try {
            List<AutoCloseable> parts = new ArrayList<>();
            ServerSocket listener = listener(1);
            parts.add(listener);
            for (int i = 0; i < 4; i++) {
                Socket filler = new Socket();
                parts.add(filler);
                fill(filler, listener);
            }
            return new MetadataStandIn(listener.getLocalPort(), parts);
        } catch (IOException e) {
            throw new SandboxException("No loopback port: " + e.getMessage(), e);
        }
    }

    /// Says something that is not HTTP, or nothing if empty, and hangs up.
    public static MetadataStandIn saying(String words) {
        try {
            ServerSocket listener = listener(50);
            Thread.ofPlatform().daemon().start(() -> {
                while (!listener.isClosed()) {
                    try (Socket socket = listener.accept()) {
                        socket.getInputStream().read();
                        socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        continue;
                    }
                }
            });
            return new MetadataStandIn(listener.getLocalPort(), List.of(listener));
        } catch (IOException e) {
            throw new SandboxException("No loopback port: " + e.getMessage(), e);
        }
    }

    /// The value of `AZURE_POD_IDENTITY_AUTHORITY_HOST`.
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /// Path, query and whether the `Metadata` header was there, of each request.
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new SandboxException("Cannot close: " + e.getMessage(), e);
            }
        }
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private static MetadataStandIn azure(Handler token) {
        return azure(Duration.ZERO, token);
    }

    /// @param refusal how long it takes to refuse a question without `Metadata: true`
    private static MetadataStandIn azure(Duration refusal, Handler token) {
        return serving(exchange -> {
            if ("true".equals(exchange.getRequestHeaders().getFirst("Metadata"))) {
                token.handle(exchange);
            } else {
                pause(refusal);
                answer(
                        exchange,
                        400,
                        "application/json",
                        "{\"error\":\"invalid_request\",\"error_description\":"
                                + "\"Required metadata header not specified\"}");
            }
        });
    }

    private static MetadataStandIn serving(Handler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            var standIn = new MetadataStandIn(
                    server.getAddress().getPort(), List.of(() -> server.stop(0), threads::shutdownNow));
            server.createContext("/", exchange -> {
                standIn.requests.add(exchange.getRequestURI()
                        + " "
                        + exchange.getRequestHeaders().containsKey("Metadata"));
                handler.handle(exchange);
            });
            server.start();
            return standIn;
        } catch (IOException e) {
            throw new SandboxException("No loopback port: " + e.getMessage(), e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (!type.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", type);
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String tokenAnswer(String token) {
        long expiry = Instant.now().plusSeconds(3600).getEpochSecond();
        return """
            {"access_token":"%s","expires_in":"3600","expires_on":"%d",\
            "resource":"https://storage.azure.com","token_type":"Bearer"}\
            """.formatted(token, expiry);
    }

    private static ServerSocket listener(int backlog) throws IOException {
        return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    }

    /// Connections that nobody accepts fill the queue; the last ones already get no answer.
    private static void fill(Socket filler, ServerSocket listener) {
        try {
            filler.connect(listener.getLocalSocketAddress(), 200);
        } catch (IOException e) {
            return;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
