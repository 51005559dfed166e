package dev.blobdrop.core.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Where the browser brings the answer of the sign-in page: a server on this machine's loopback
/// address, on a port of its own, that lives as long as the person is waited for.
///
/// It believes only an answer that carries its state (RFC 6749, 10.12); whatever else calls it, be
/// it a port scan or another tab, changes nothing.
final class LoopbackListener implements AutoCloseable {
    private static final int MOST = 64 * 1024;

    /// What the sign-in page answered.
    ///
    /// @param code to be exchanged for tokens; empty when the sign-in was refused
    /// @param error such as `access_denied`
    /// @param description in the identity provider's words
    record Answer(Optional<String> code, String error, String description) {}

    private final HttpServer server;
    private final String state;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    private LoopbackListener(HttpServer server, String state) {
        this.server = server;
        this.state = state;
    }

    /// @param state what the answer must carry
    /// @throws ProblemException when no port can be opened
    static LoopbackListener open(String state) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            LoopbackListener listener = new LoopbackListener(HttpServer.create(address, 0), state);
            listener.server.createContext("/", listener::handle);
            listener.server.start();
            return listener;
        } catch (IOException e) {
            throw Problem.of(
                            Problem.Kind.NO_IDENTITY,
                            "no-loopback-port",
                            "The browser's answer cannot be received",
                            "No port can be opened on this machine's loopback address: "
                                    + e.getMessage()
                                    + ".")
                    .withRemedy("--credential device-code   needs no port")
                    .asException(e);
        }
    }

    /// Registered for desktop applications as `http://localhost`; Entra lets the port differ.
    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    private void handle(HttpExchange exchange) throws IOException {
        Optional<Answer> said = Optional.empty();
        try (exchange) {
            Map<String, String> fields = fields(exchange);
            if (!exchange.getRequestURI().getPath().equals("/")
                    || !state.equals(fields.get("state"))) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            said = Optional.of(answer(fields));
            send(exchange, SignInPage.html(said.get()));
        } finally {
            said.ifPresent(answer::complete);
        }
    }

    private static Answer answer(Map<String, String> fields) {
        return new Answer(
                Optional.ofNullable(fields.get("code")).filter(code -> !code.isBlank()),
                fields.getOrDefault("error", ""),
                fields.getOrDefault("error_description", ""));
    }

    /// Entra posts a form; other identity providers put the same fields into the address.
    private static Map<String, String> fields(HttpExchange exchange) throws IOException {
        String text =
                switch (exchange.getRequestMethod()) {
                    case "POST" ->
                            new String(
                                    exchange.getRequestBody().readNBytes(MOST),
                                    StandardCharsets.UTF_8);
                    case "GET" ->
                            Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
                    default -> "";
                };
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&")) {
            String[] pair = field.split("=", 2);
            if (pair.length == 2) {
                fields.put(decode(pair[0]), decode(pair[1]));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static void send(HttpExchange exchange, String html) throws IOException {
        byte[] page = html.getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        headers.set("Cache-Control", "no-store");
        headers.set("Connection", "close");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
    }

    /// Nobody listens on the port after this.
    @Override
    public void close() {
        server.stop(0);
    }
}
