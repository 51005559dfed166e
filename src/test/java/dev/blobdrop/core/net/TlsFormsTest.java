package dev.blobdrop.core.net;

import static dev.blobdrop.core.net.DirectCalls.get;
import static dev.blobdrop.core.net.DirectCalls.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import dev.blobdrop.RandomBytes;
import dev.blobdrop.core.net.ScriptedServer.Script;
import dev.blobdrop.core.net.connection.Body;
import dev.blobdrop.core.net.connection.ConnectionPool;
import dev.blobdrop.core.net.connection.Encryption;
import dev.blobdrop.core.net.connection.Exchanges;
import dev.blobdrop.core.net.connection.Host;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.sandbox.CertificateAuthority;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Both versions of TLS by both engines: bodies arrive as they were, in both directions, and a line
/// that was cut is told from one that ended.
@Timeout(120)
class TlsFormsTest {
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final HttpHeaderName SUM = HttpHeaderName.fromString("x-sum");

    @TempDir
    Path folder;

    private final CertificateAuthority authority = CertificateAuthority.create("Ours");

    private static ScriptedServer server(CertificateAuthority by, String version, Script script) throws IOException {
        SSLServerSocket socket = (SSLServerSocket) by.issue(List.of())
                .serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setEnabledProtocols(new String[] {version});
        return new ScriptedServer(socket, script);
    }

    private HttpClient client(SslProvider provider) {
        Path pem = authority.write(folder.resolve("ca.pem"));
        Encryption encryption = new Encryption(Optional.of(pem), Optional.of(provider));
        return new DirectClient(new Exchanges(new ConnectionPool(encryption, Optional.empty(), SILENCE)));
    }

    private static String url(ScriptedServer server) {
        return "https://localhost:" + server.port() + "/";
    }

    private static String sum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return Long.toHexString(sum.getValue());
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, OPENSSL", "TLSv1.3, OPENSSL", "TLSv1.2, JDK", "TLSv1.3, JDK"})
    void bodiesOfEveryLengthArriveAsTheyWere(String version, SslProvider provider) throws IOException {
        int[] lengths = {0, 1, 16_383, 16_384, 16_385, 65_000, 65_536, 65_537, 300_000, 3 << 20};
        Script echo = (talk, number) -> {
            for (Optional<byte[]> body = talk.content(); body.isPresent(); body = talk.content()) {
                byte[] bytes = body.get();
                talk.say("HTTP/1.1 200 OK\r\nContent-Length: " + bytes.length + "\r\n");
                talk.say("x-sum: " + sum(bytes) + "\r\n\r\n");
                talk.say(bytes);
            }
        };
        try (ScriptedServer server = server(authority, version, echo)) {
            HttpClient client = client(provider);
            for (int length : lengths) {
                byte[] body = RandomBytes.of(length, length);
                try (HttpResponse answer = put(client, url(server), body);
                        InputStream content = answer.getBodyAsInputStream().block()) {
                    assertThat(answer.getHeaders().getValue(SUM))
                            .as("%d bytes sent", length)
                            .isEqualTo(sum(body));
                    assertThat(sum(content.readAllBytes()))
                            .as("%d bytes received", length)
                            .isEqualTo(sum(body));
                }
            }
            assertThat(server.connections()).as("one for all of them").isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, OPENSSL", "TLSv1.3, OPENSSL", "TLSv1.2, JDK", "TLSv1.3, JDK"})
    void refusalBeforeTheBodyIsReadEndsTheRequest(String version, SslProvider provider) throws IOException {
        Script refusing = (talk, number) -> {
            talk.head();
            talk.say("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone");
            talk.readNothing();
        };
        try (ScriptedServer server = server(authority, version, refusing)) {
            HttpClient client = client(provider);
            for (int i = 0; i < 2; i++) {
                try (HttpResponse answer = put(client, url(server), new byte[64 << 20])) {
                    assertThat(answer.getStatusCode()).isEqualTo(404);
                    assertThat(answer.getBodyAsBinaryData()).hasToString("gone");
                }
            }
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    /// Content without a length ends with the connection; only TLS tells whether that was meant.
    @ParameterizedTest
    @EnumSource(
            value = SslProvider.class,
            names = {"OPENSSL", "JDK"})
    void contentWhoseLineWasCutIsNotTakenForAWholeOne(SslProvider provider) throws IOException {
        String head = "HTTP/1.1 200 OK\r\n\r\nhello";
        Script ending = (talk, number) -> {
            talk.request();
            talk.say(head);
        };
        try (ScriptedServer server = server(authority, "TLSv1.3", ending)) {
            assertThat(get(client(provider), url(server)).getBodyAsBinaryData()).hasToString("hello");
        }
        try (ScriptedServer server = server(authority, "TLSv1.3", ending);
                CuttingRelay relay = new CuttingRelay(server.port())) {
            HttpClient client = client(provider);
            String url = "https://localhost:" + relay.port() + "/";
            assertThatThrownBy(() -> get(client, url).getBodyAsBinaryData()).isInstanceOf(RuntimeException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SslProvider.class,
            names = {"OPENSSL", "JDK"})
    void nobodyButTheHostItselfIsTalkedTo(SslProvider provider) throws IOException {
        Script never = (talk, number) -> talk.request();
        try (ScriptedServer server = server(CertificateAuthority.create("Theirs"), "TLSv1.3", never)) {
            assertThat(code(client(provider), url(server))).isEqualTo("untrusted-certificate");
            assertThat(server.requests()).isEmpty();
        }
    }

    private static String code(HttpClient client, String url) {
        try {
            return get(client, url).getStatusCode() + "";
        } catch (RuntimeException e) {
            return Problems.from(e, Facts.NONE).code();
        }
    }

    /// As a cluster replaces the CA file of a pod that runs on.
    @Test
    void caFileThatIsReplacedHoldsForNewConnections() throws IOException {
        CertificateAuthority next = CertificateAuthority.create("Next");
        Script once = (talk, number) -> {
            talk.request();
            talk.say("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        };
        try (ScriptedServer before = server(authority, "TLSv1.3", once);
                ScriptedServer after = server(next, "TLSv1.3", once)) {
            HttpClient client = client(SslProvider.OPENSSL);
            assertThat(code(client, url(before))).isEqualTo("204");
            assertThat(code(client, url(after))).isEqualTo("untrusted-certificate");

            Files.writeString(folder.resolve("ca.pem"), "half wri");
            assertThat(code(client, url(before))).as("as long as it is broken").isEqualTo("204");

            next.write(folder.resolve("ca.pem"));
            assertThat(code(client, url(after))).isEqualTo("204");
            assertThat(code(client, url(before))).isEqualTo("untrusted-certificate");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SslProvider.class,
            names = {"OPENSSL", "JDK"})
    void serverThatSaysNothingDoesNotHoldTheHandshakeForEver(SslProvider provider) throws IOException {
        try (ScriptedServer server = new ScriptedServer((talk, number) -> {})) {
            assertThat(code(client(provider), "https://127.0.0.1:" + server.port() + "/"))
                    .isIn("tls-handshake", "connection-lost");
        }
    }

    @Test
    void bodyThatCannotBeReadFailsTheRequestWithItsOwnReason() throws IOException {
        try (ScriptedServer server = server(authority, "TLSv1.3", (talk, number) -> talk.request())) {
            Path pem = authority.write(folder.resolve("ca.pem"));
            Exchanges exchanges =
                    new Exchanges(new ConnectionPool(new Encryption(Optional.of(pem)), Optional.empty(), SILENCE));
            Body broken = new Body() {
                @Override
                public long length() {
                    return 1 << 20;
                }

                @Override
                public void read(long offset, ByteBuffer into) throws IOException {
                    if (offset > 500_000) {
                        throw new IOException("the disk is gone");
                    }
                    byte[] zeros = new byte[into.remaining()];
                    Arrays.fill(zeros, (byte) 1);
                    into.put(zeros);
                }
            };
            byte[] head = "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n".getBytes();
            Host host = new Host("localhost", server.port(), true);
            assertThatThrownBy(() ->
                            exchanges.make(host, false, head, broken, Optional.empty(), (connection, reply) -> reply))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the disk is gone");
        }
    }
}
