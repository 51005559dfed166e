package dev.blobdrop.sandbox;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// One of Azure's clouds under its public names, reached through a [ForwardProxy]: an identity
/// provider that gives tokens telling their cloud, and an account that is empty, takes every blob
/// and notes the tokens that come. The tokens end so soon that each request asks for another.
public final class StandInCloud implements AutoCloseable {
    private static final String XML = "application/xml";

    private final String login;
    private final String account;
    private final SecureServer server;
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final AtomicInteger given = new AtomicInteger();
    private volatile CountDownLatch writesMayGoOn = new CountDownLatch(0);

    /// @param login the identity provider's host
    /// @param account the account's host
    public StandInCloud(CertificateAuthority authority, String login, String account) {
        this.login = login;
        this.account = account;
        this.server =
                new SecureServer(0, authority.issue(List.of(login, account)).serverContext(), this::answer);
    }

    /// The ports that stand for its names.
    public Map<String, Integer> ports() {
        return Map.of(login, server.port(), account, server.port());
    }

    /// The `Authorization` headers that its account got.
    public List<String> tokens() {
        return List.copyOf(tokens);
    }

    /// Holds every write back until the latch is counted down.
    public void holdWrites(CountDownLatch until) {
        writesMayGoOn = until;
    }

    /// How each of its tokens begins in a header.
    public String mark() {
        return "Bearer " + login + "-";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String host = exchange.getRequestHeaders().getFirst("Host").replaceFirst(":.*", "");
            if (host.equals(login)) {
                json(exchange, signIn(exchange.getRequestURI().getPath()));
            } else {
                storage(exchange);
            }
        }
    }

    private Map<String, Object> signIn(String path) {
        String base = "https://" + login + "/" + Identities.TENANT;
        if (path.contains("discovery/instance")) {
            return Map.of(
                    "tenant_discovery_endpoint",
                    base + "/v2.0/.well-known/openid-configuration",
                    "metadata",
                    List.of(Map.of("preferred_network", login, "preferred_cache", login, "aliases", List.of(login))));
        }
        if (path.contains("openid-configuration")) {
            return Map.of(
                    "issuer", base + "/v2.0",
                    "token_endpoint", base + "/oauth2/v2.0/token",
                    "authorization_endpoint", base + "/oauth2/v2.0/authorize",
                    "jwks_uri", base + "/discovery/v2.0/keys");
        }
        return Map.of("token_type", "Bearer", "expires_in", 200, "access_token", login + "-" + given.incrementAndGet());
    }

    private void storage(HttpExchange exchange) throws IOException {
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .ifPresent(tokens::add);
        var headers = exchange.getResponseHeaders();
        headers.set("x-ms-request-id", "00000000-0000-0000-0000-000000000000");
        headers.set("x-ms-version", "2024-11-04");
        headers.set("Server", "Windows-Azure-Blob/1.0");
        headers.set("Content-Type", XML);
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                held();
                headers.set("ETag", "\"0x1\"");
                headers.set("Last-Modified", "Mon, 30 Nov 2026 08:00:00 GMT");
                exchange.sendResponseHeaders(201, -1);
            }
            case "HEAD" -> {
                headers.set("x-ms-error-code", "BlobNotFound");
                exchange.sendResponseHeaders(404, -1);
            }
            default ->
                body(
                        exchange,
                        "<?xml version=\"1.0\"?><EnumerationResults><Blobs/><NextMarker/>" + "</EnumerationResults>");
        }
    }

    private void held() throws IOException {
        try {
            writesMayGoOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void json(HttpExchange exchange, Map<String, Object> content) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        body(exchange, JSONObjectUtils.toJSONString(new HashMap<>(content)));
    }

    private static void body(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.close();
    }
}
