package dev.blobdrop.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.sandbox.CertificateAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DirectClientTlsTest {
    private static final HttpClient UNTRUSTING =
            HttpTransport.create(Optional.empty(), Environment.EMPTY).client();

    @TempDir
    Path folder;

    private final CertificateAuthority authority = CertificateAuthority.create("Ours");

    private ScriptedServer server(SSLContext context) throws IOException {
        ServerSocket socket =
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new ScriptedServer(socket, (talk, number) -> {
            talk.request();
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            talk.awaitEnd();
        });
    }

    private HttpClient trusting(CertificateAuthority trusted) {
        Path pem = trusted.write(folder.resolve("ca.pem"));
        return HttpTransport.create(Optional.of(pem), Environment.EMPTY).client();
    }

    private static String get(HttpClient client, String url) {
        return client.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)
                .getBodyAsBinaryData()
                .toString();
    }

    private static String code(HttpClient client, String url) {
        try {
            return get(client, url);
        } catch (RuntimeException e) {
            return Problems.from(e, Facts.NONE).code();
        }
    }

    @Test
    void trustedServerIsTalkedTo() throws IOException {
        try (ScriptedServer server = server(authority.issue(List.of()).serverContext())) {
            HttpClient client = trusting(authority);
            assertThat(get(client, "https://127.0.0.1:" + server.port() + "/")).isEqualTo("hello");
            assertThat(get(client, "https://localhost:" + server.port() + "/")).isEqualTo("hello");
        }
    }

    @Test
    void serverOfAnotherAuthorityIsNot() throws IOException {
        try (ScriptedServer server = server(authority.issue(List.of()).serverContext())) {
            HttpClient client = trusting(CertificateAuthority.create("Theirs"));
            assertThat(code(client, "https://127.0.0.1:" + server.port() + "/")).isEqualTo("untrusted-certificate");
        }
    }

    /// A certificate from the right authority but for another host means interception.
    @Test
    void serverWithTheCertificateOfAnotherHostIsNot() throws IOException {
        try (ScriptedServer server = server(authority.issueOnly("other.example").serverContext())) {
            HttpClient client = trusting(authority);
            assertThat(code(client, "https://127.0.0.1:" + server.port() + "/")).isEqualTo("certificate-name");
            assertThat(code(client, "https://localhost:" + server.port() + "/")).isEqualTo("certificate-name");
        }
    }

    /// Whether the answer or the close is seen first must not matter, so it is asked many times.
    @RepeatedTest(200)
    void serverWithoutTlsIsNot() throws IOException {
        try (ScriptedServer server = new ScriptedServer((talk, number) -> {
            talk.say("HTTP/1.1 400 Bad Request\r\n\r\n");
            talk.awaitEnd();
        })) {
            assertThat(code(UNTRUSTING, "https://127.0.0.1:" + server.port() + "/"))
                    .isEqualTo("tls");
        }
    }
}
