package dev.blobdrop.sandbox;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The metadata endpoint of a cluster's node that has a managed identity of its own: who asks there
/// becomes the node.
final class NodeMetadata implements AutoCloseable {
    private static final String PATH = "/metadata/identity/oauth2/token";

    private final IdentityProvider identities;
    private final HttpServer server;

    NodeMetadata(IdentityProvider identities) throws IOException {
        this.identities = identities;
        this.server = HttpServer.create(Ports.address(0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /// What `AZURE_POD_IDENTITY_AUTHORITY_HOST` is set to.
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean asked = exchange.getRequestURI().getPath().equals(PATH);
            boolean meant = "true".equals(exchange.getRequestHeaders().getFirst("Metadata"));
            byte[] body =
                    (asked && meant ? token() : "{\"error\":\"invalid_request\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(asked && meant ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String token() {
        String token =
                identities.accessTokens().forApplication(Identities.TENANT, Identities.NODE, AccessTokens.STORAGE, "2");
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("access_token", token);
        fields.put("client_id", Identities.NODE.clientId());
        fields.put("expires_in", "3600");
        fields.put("expires_on", String.valueOf(Instant.now().plusSeconds(3600).getEpochSecond()));
        fields.put("resource", AccessTokens.STORAGE);
        fields.put("token_type", "Bearer");
        return JSONObjectUtils.toJSONString(fields);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
