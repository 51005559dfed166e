package dev.blobdrop.core.identity.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoopbackListenerTest {
    private static final String STATE = "the-state";
    private static final String ANSWER = "GET /?code=right&state=the-state HTTP/1.1\r\n\r\n";

    private final LoopbackListener listener = LoopbackListener.open(STATE);
    private final List<Socket> held = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        listener.close();
        for (Socket socket : held) {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GE",
                "GET /?code=x",
                "GET / HTTP/1.1\r\nHost: local",
                "POST / HTTP/1.1\r\nContent-Length: 5000\r\n\r\ncode=st",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ncode"
            })
    void theAnswerPassesWhatIsHeldOpen(String beginning) throws Exception {
        for (int i = 0; i < 3; i++) {
            hold(beginning);
        }
        assertThat(ask(ANSWER)).startsWith("HTTP/1.1 200 ");
        assertThat(code()).contains("right");
    }

    @Test
    void theAnswerPassesMoreIdleConnectionsThanAreKept() throws Exception {
        for (int i = 0; i < 3 * LoopbackListener.MOST_CONNECTIONS; i++) {
            hold(i % 2 == 0 ? "" : "GET /?state=");
        }
        assertThat(ask(ANSWER)).startsWith("HTTP/1.1 200 ");
        assertThat(code()).contains("right");
    }

    /// Each gets an error and changes nothing.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "404 GET /favicon.ico?code=stolen&state=the-state HTTP/1.1\r\n\r\n",
                "404 GET /?code=stolen&state=guessed HTTP/1.1\r\n\r\n",
                "404 GET /?code=stolen HTTP/1.1\r\n\r\n",
                "404 GET /?code=stolen&state= HTTP/1.1\r\n\r\n",
                "404 GET /?code=stolen&state=the-state%2 HTTP/1.1\r\n\r\n",
                "404 GET /?state=the-state HTTP/1.1\r\n\r\n",
                "404 POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\ncode=stolen",
                "404 POST /?code=stolen&state=the-state HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
                "405 HEAD /?code=stolen&state=the-state HTTP/1.1\r\n\r\n",
                "405 OPTIONS / HTTP/1.1\r\n\r\n",
                "400 POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "400 POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n",
                "400 POST / HTTP/1.1\r\n\r\n",
                "400 \u0016\u0003\u0001 hello\r\n\r\n",
                "400 GET http://elsewhere/?code=stolen&state=the-state HTTP/1.1\r\n\r\n",
                "400 SSH-2.0-scanner\r\n\r\n"
            })
    void whatIsNoAnswerIsRefused(String statusAndRequest) throws Exception {
        String status = statusAndRequest.substring(0, 3);
        assertThat(ask(statusAndRequest.substring(4))).startsWith("HTTP/1.1 " + status + " ");
        assertThat(listener.answer()).isNotDone();
        ask(ANSWER);
        assertThat(code()).contains("right");
    }

    @Test
    void anEndlessRequestIsCutOff() throws Exception {
        Socket endless = hold("GET /?");
        byte[] much = "x".repeat(200_000).getBytes(StandardCharsets.UTF_8);
        try {
            endless.getOutputStream().write(much);
            assertThat(endless.getInputStream().readAllBytes()).isNotNull();
        } catch (IOException cut) {
            assertThat(cut).isNotNull();
        }
        ask(ANSWER);
        assertThat(code()).contains("right");
    }

    @Test
    void whatSaysNothingInTimeIsLetGo() throws Exception {
        try (LoopbackListener brief = LoopbackListener.open(STATE, Duration.ofMillis(50));
                Socket idle = connect("127.0.0.1", brief.address().getPort())) {
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aFormIsReadToo() throws Exception {
        String form = "code=right&state=the-state&session_state=x";
        assertThat(ask("POST / HTTP/1.1\r\ncontent-length: " + form.length() + "\r\n\r\n" + form))
                .startsWith("HTTP/1.1 200 ")
                .contains("Back to Blobdrop");
        assertThat(code()).contains("right");
    }

    @Test
    void aRefusalIsAnAnswer() throws Exception {
        ask("GET /?error=access_denied&error_description=no%20%3Cb%3E&state=the-state" + " HTTP/1.1\r\n\r\n");
        PageAnswer answer = listener.answer().get(10, TimeUnit.SECONDS);
        assertThat(answer.code()).isEmpty();
        assertThat(answer.error()).isEqualTo("access_denied");
        assertThat(answer.description()).isEqualTo("no <b>");
    }

    @Test
    void theFirstAnswerCounts() throws Exception {
        ask(ANSWER);
        ask("GET /?code=second&state=the-state HTTP/1.1\r\n\r\n");
        assertThat(code()).contains("right");
    }

    /// Browsers differ in what they take `localhost` for.
    @Test
    void theAnswerMayComeByIpv6() throws Exception {
        try (Socket six = connect("::1", listener.address().getPort())) {
            assertThat(ask(six, ANSWER)).startsWith("HTTP/1.1 200 ");
        } catch (IOException none) {
            assumeThat(hasIpv6()).isFalse();
        }
        ask(ANSWER);
        assertThat(code()).contains("right");
    }

    private static boolean hasIpv6() {
        try (var door = new java.net.ServerSocket()) {
            door.bind(new InetSocketAddress("::1", 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<String> code() throws Exception {
        return listener.answer().get(10, TimeUnit.SECONDS).code();
    }

    private Socket hold(String beginning) throws IOException {
        Socket socket = connect("127.0.0.1", listener.address().getPort());
        held.add(socket);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private String ask(String request) throws IOException {
        try (Socket socket = connect("127.0.0.1", listener.address().getPort())) {
            return ask(socket, request);
        }
    }

    private static String ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Socket connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }
}
