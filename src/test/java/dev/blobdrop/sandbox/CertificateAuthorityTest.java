package dev.blobdrop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
    private final CertificateAuthority authority = CertificateAuthority.create("right");

    @Test
    void clientOfTheAuthorityConnectsByNameAndByAddress() throws Exception {
        assertThat(get(authority, "localhost")).isEqualTo(204);
        assertThat(get(authority, "127.0.0.1")).isEqualTo(204);
    }

    @Test
    void clientOfAnotherAuthorityDoesNot() {
        assertThatThrownBy(() -> get(CertificateAuthority.create("wrong"), "localhost"))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void extraNamesAreInTheCertificate() throws Exception {
        var certificate = authority.issue(List.of("*.blob.core.windows.net")).certificate();

        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly("localhost", "127.0.0.1", "*.blob.core.windows.net");
    }

    @Test
    void pemIsReadable(@TempDir Path directory) throws Exception {
        Path file = authority.write(directory.resolve("ca.pem"));

        try (var input = Files.newInputStream(file)) {
            var read = CertificateFactory.getInstance("X.509").generateCertificate(input);
            assertThat(read).isEqualTo(authority.certificate());
        }
    }

    private int get(CertificateAuthority trusted, String host) throws IOException, InterruptedException {
        var context = authority.issue(List.of()).serverContext();
        try (var server = new SecureServer(0, context, exchange -> exchange.sendResponseHeaders(204, -1));
                var http = HttpClient.newBuilder()
                        .sslContext(trusted.clientContext())
                        .build()) {
            var uri = URI.create("https://" + host + ":" + server.port() + "/");
            var request = HttpRequest.newBuilder(uri).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        }
    }
}
