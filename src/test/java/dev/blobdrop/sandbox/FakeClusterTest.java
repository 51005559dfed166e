package dev.blobdrop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeClusterTest {
    private final CertificateAuthority authority = CertificateAuthority.create("test");

    @TempDir
    private Path directory;

    private FakeCluster cluster;

    @BeforeEach
    void start() {
        cluster = new FakeCluster(new ServiceAccount("ns", "sa"), directory, authority.issue(List.of()), 0);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void tokenSaysWhatAKubeletsTokenSays() throws Exception {
        String text = Files.readString(cluster.tokenFile());
        var token = SignedJWT.parse(text);
        var claims = token.getPayload().toJSONObject();

        assertThat(claims.get("sub")).isEqualTo("system:serviceaccount:ns:sa");
        assertThat(claims.get("aud")).isEqualTo(List.of("api://AzureADTokenExchange"));
        assertThat(claims.get("iss").toString()).isEqualTo(cluster.issuer()).endsWith("/");
        assertThat((long) claims.get("exp") - (long) claims.get("iat")).isEqualTo(3600);
        assertThat(claims).containsKeys("nbf", "jti", "kubernetes.io");
        assertThat(claims.get("kubernetes.io").toString())
                .contains("namespace=ns", "serviceaccount=", "pod=", "node=", "uid=");
        assertThat(token.getHeader().getKeyID()).isNotEmpty();
    }

    @Test
    void publishedKeyVerifiesTheToken() throws Exception {
        var discovery = JSONObjectUtils.parse(get(".well-known/openid-configuration"));
        assertThat(discovery.get("issuer")).isEqualTo(cluster.issuer());
        assertThat(discovery.get("jwks_uri")).isEqualTo(cluster.issuer() + "openid/v1/jwks");
        var token = SignedJWT.parse(cluster.rotate().serialize());

        var key = JWKSet.parse(get("openid/v1/jwks"))
                .getKeyByKeyId(token.getHeader().getKeyID())
                .toRSAKey();

        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
    }

    @Test
    void rotationSwapsTheLinkAndLeavesOneDatedDirectory() throws Exception {
        Path file = cluster.tokenFile();
        Path data = file.resolveSibling("..data");
        Path before = Files.readSymbolicLink(data);
        String old = Files.readString(file);

        cluster.rotate();

        assertThat(Files.readSymbolicLink(file)).isEqualTo(Path.of("..data/azure-identity-token"));
        assertThat(Files.readSymbolicLink(data)).isNotEqualTo(before);
        assertThat(before.toString()).matches("\\.\\.\\d{4}(_\\d\\d){5}\\.\\d{9}");
        assertThat(Files.readString(file)).isNotEqualTo(old);
        try (var entries = Files.list(file.getParent())) {
            assertThat(entries).hasSize(3);
        }
    }

    @Test
    void anyTextCanBeProjected() throws Exception {
        cluster.project("");

        assertThat(cluster.tokenFile()).isEmptyFile();
    }

    private String get(String path) throws Exception {
        try (var http =
                HttpClient.newBuilder().sslContext(authority.clientContext()).build()) {
            var request =
                    HttpRequest.newBuilder(URI.create(cluster.issuer() + path)).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
