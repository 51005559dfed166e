package dev.blobdrop.sandbox;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The part of an AKS cluster that workload identity needs: an OIDC issuer that publishes its keys,
/// and a volume into which service-account tokens are projected.
public final class FakeCluster implements AutoCloseable {
    /// The audience that Entra wants in a token to be exchanged.
    public static final String AUDIENCE = "api://AzureADTokenExchange";

    private static final String ISSUER_PATH = "/" + Identities.TENANT + "/c1a57e00-0000-4000-8000-00000000c1a5/";

    private final RSAKey key = RsaKeys.generate();
    private final ServiceAccount account;
    private final SecureServer server;
    private final ProjectedVolume volume;
    private volatile boolean reachable = true;

    FakeCluster(ServiceAccount account, Path state, ServerCertificate certificate, int port) {
        this.account = account;
        this.volume = new ProjectedVolume(state.resolve("var/run/secrets/azure/tokens"));
        this.server = new SecureServer(port, certificate.serverContext(), this::answer);
        rotate();
    }

    /// The issuer's URL; as on AKS it ends in a slash.
    public String issuer() {
        return "https://127.0.0.1:" + server.port() + ISSUER_PATH;
    }

    public ServiceAccount serviceAccount() {
        return account;
    }

    public String podName() {
        return account.name() + "-29384760-x7k2p";
    }

    public Path tokenFile() {
        return volume.file();
    }

    /// A good token that is not yet in the file; the base of every wrong one.
    public ProjectedToken token() {
        var pod = new ProjectedToken.Pod(account, podName(), "aks-nodepool1-12345678-vmss000000");
        return ProjectedToken.fresh(key, issuer(), AUDIENCE, pod);
    }

    /// Puts a new good token into the file, as the kubelet does at 80 % of the old one's life.
    public ProjectedToken rotate() {
        ProjectedToken fresh = token();
        project(fresh);
        return fresh;
    }

    public void project(ProjectedToken token) {
        project(token.serialize());
    }

    /// Puts any text into the file, such as none or garbage.
    public void project(String content) {
        volume.write(content);
    }

    /// Whether the issuer's documents can be fetched from outside.
    public void reachable(boolean value) {
        reachable = value;
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (!reachable) {
                exchange.sendResponseHeaders(503, -1);
            } else if (path.equals(ISSUER_PATH + ".well-known/openid-configuration")) {
                send(exchange, JSONObjectUtils.toJSONString(discovery()));
            } else if (path.equals(ISSUER_PATH + "openid/v1/jwks")) {
                send(exchange, new JWKSet(key.toPublicJWK()).toString());
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", issuer(),
                "jwks_uri", issuer() + "openid/v1/jwks",
                "response_types_supported", List.of("id_token"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private static void send(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
