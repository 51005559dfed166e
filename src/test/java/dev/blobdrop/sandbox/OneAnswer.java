package dev.blobdrop.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that answers every request in the same way: a gateway or a middlebox in the place of
/// the service.
public final class OneAnswer implements AutoCloseable {
    private final SecureServer server;
    private final int status;
    private final Map<String, String> headers;
    private final String body;
    private final AtomicInteger requests = new AtomicInteger();

    /// @param headers of each answer; there is no `Content-Type` unless it is among them
    public OneAnswer(CertificateAuthority authority, int status, Map<String, String> headers, String body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.server = new SecureServer(0, authority.issue(List.of()).serverContext(), this::answer);
    }

    /// The account's address.
    public String accountUrl() {
        return "https://127.0.0.1:" + server.port() + "/account";
    }

    public int requests() {
        return requests.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            requests.incrementAndGet();
            headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = body.getBytes(UTF_8);
            boolean none = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, none ? -1 : bytes.length);
            if (!none) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
