package dev.blobdrop.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.RandomBytes;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.TrustedHosts;
import dev.blobdrop.core.net.ScriptedServer.Script;
import dev.blobdrop.core.net.connection.Body;
import dev.blobdrop.core.net.connection.Host;
import dev.blobdrop.core.net.connection.Intake;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.sandbox.CertificateAuthority;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests whose head is written by who makes them: content goes straight into the caller's
/// buffer, and the rules of who gets a token hold for them too.
@Timeout(60)
class RawRequestTest {
    @TempDir
    Path folder;

    private final CertificateAuthority authority = CertificateAuthority.create("Ours");

    private ScriptedServer server(Script script) throws IOException {
        return new ScriptedServer(
                authority
                        .issue(List.of())
                        .serverContext()
                        .getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                script);
    }

    private HttpTransport transport() {
        Path pem = authority.write(folder.resolve("ca.pem"));
        TrustedHosts hosts = TrustedHosts.with(List.of(), Environment.EMPTY);
        return HttpTransport.create(Optional.of(pem), Environment.EMPTY, hosts);
    }

    private static RawRequest get(Host host, Optional<ByteBuffer> into) {
        return request(host, into.map(RawRequestTest::whole));
    }

    private static Intake whole(ByteBuffer buffer) {
        return new Intake() {
            @Override
            public int left() {
                return buffer.remaining();
            }

            @Override
            public ByteBuffer room() {
                return buffer;
            }

            @Override
            public void full() {
                assertThat(buffer.hasRemaining()).isFalse();
            }
        };
    }

    private static RawRequest request(Host host, Optional<Intake> into) {
        String head = "GET /c/b HTTP/1.1\r\nHost: " + host.header() + "\r\nAuthorization: Bearer t\r\n\r\n";
        return new RawRequest(host, true, head.getBytes(StandardCharsets.US_ASCII), Body.NONE, into);
    }

    private static Host at(ScriptedServer server) {
        return new Host("127.0.0.1", server.port(), true);
    }

    private static Script part(byte[] content) {
        return (talk, number) -> {
            while (!talk.request().isEmpty()) {
                talk.say("HTTP/1.1 206 Partial Content\r\nETag: \"1\"\r\nX-Ms-Request-Id: id\r\n");
                talk.say("Content-Length: " + content.length + "\r\n\r\n");
                talk.say(content);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 16_384, 17_000, 70_000, 1_000_000})
    void partGoesIntoTheBufferAsItArrives(int length) throws IOException {
        byte[] content = RandomBytes.of(length, length);
        try (ScriptedServer server = server(part(content))) {
            HttpTransport transport = transport();
            for (ByteBuffer into : List.of(ByteBuffer.allocate(length), ByteBuffer.allocateDirect(length))) {
                RawAnswer answer = transport.exchange(get(at(server), Optional.of(into)));
                byte[] arrived = new byte[length];
                into.flip().get(arrived);
                assertThat(arrived).isEqualTo(content);
                assertThat(answer.status()).isEqualTo(206);
                assertThat(answer.content()).isEmpty();
                assertThat(answer.header("etag")).contains("\"1\"");
                assertThat(answer.header("x-ms-request-ID")).contains("id");
                assertThat(answer.header("x-ms-request")).isEmpty();
            }
            assertThat(server.connections()).isOne();
        }
    }

    /// Notes what it was given, in rooms of a fixed length.
    private static final class Rooms implements Intake {
        private final ByteBuffer room;
        private final int wanted;
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

        Rooms(int room, int wanted) {
            this.room = ByteBuffer.allocateDirect(room);
            this.wanted = wanted;
            next();
        }

        private void next() {
            room.clear().limit(Math.min(room.capacity(), wanted - taken.size()));
        }

        @Override
        public int left() {
            return wanted - taken.size() - room.position();
        }

        @Override
        public ByteBuffer room() {
            return room;
        }

        @Override
        public void full() {
            assertThat(room.hasRemaining()).isFalse();
            byte[] bytes = new byte[room.flip().remaining()];
            room.get(bytes);
            taken.writeBytes(bytes);
            next();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 999, 16_384, 40_000, 300_000})
    void longPartPassesThroughLittleMemory(int room) throws IOException {
        byte[] content = RandomBytes.of(300_001, room);
        try (ScriptedServer server = server(part(content))) {
            Rooms rooms = new Rooms(room, content.length);
            transport().exchange(request(at(server), Optional.of(rooms)));
            assertThat(rooms.left()).isZero();
            assertThat(rooms.taken.toByteArray()).isEqualTo(content);
        }
    }

    /// Whoever asked sees what is missing; a room that is not full was not taken.
    @Test
    void shorterPartLeavesSomethingWanted() throws IOException {
        byte[] content = new byte[2_500];
        try (ScriptedServer server = server(part(content))) {
            Rooms rooms = new Rooms(1_000, 5_000);
            transport().exchange(request(at(server), Optional.of(rooms)));
            assertThat(rooms.left()).isEqualTo(2_500);
            assertThat(rooms.taken.size()).isEqualTo(2_000);
        }
    }

    @Test
    void partThatIsLongerThanTheBufferIsRefused() throws IOException {
        try (ScriptedServer server = server(part(new byte[1001]))) {
            ByteBuffer into = ByteBuffer.allocateDirect(1000);
            assertThatThrownBy(() -> transport().exchange(get(at(server), Optional.of(into))))
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void refusalIsAnAnswerAndLeavesTheBufferAlone() throws IOException {
        Script refusing = (talk, number) -> {
            talk.request();
            talk.say("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone");
            talk.awaitEnd();
        };
        try (ScriptedServer server = server(refusing)) {
            ByteBuffer into = ByteBuffer.allocate(1000);
            RawAnswer answer = transport().exchange(get(at(server), Optional.of(into)));
            assertThat(answer.status()).isEqualTo(404);
            assertThat(new String(answer.content(), StandardCharsets.US_ASCII)).isEqualTo("gone");
            assertThat(into.position()).isZero();
        }
    }

    /// Not even connected to.
    @Test
    void strangerGetsNothing() throws IOException {
        try (ScriptedServer server = server((talk, number) -> talk.request())) {
            Host stranger = new Host("stranger.example", server.port(), true);
            HttpTransport transport = transport();
            assertThatThrownBy(() -> transport.exchange(get(stranger, Optional.empty())))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageNotContaining("Bearer");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void nothingGoesOverALineWithoutEncryption() throws IOException {
        try (ScriptedServer server = new ScriptedServer((talk, number) -> talk.request())) {
            Host plain = new Host("127.0.0.1", server.port(), false);
            HttpTransport transport = transport();
            assertThatThrownBy(() -> transport.exchange(get(plain, Optional.empty())))
                    .isInstanceOf(ProblemException.class);
            assertThat(server.connections()).isZero();
        }
    }
}
