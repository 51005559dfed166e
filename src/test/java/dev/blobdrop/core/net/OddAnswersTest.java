package dev.blobdrop.core.net;

import static dev.blobdrop.core.net.DirectCalls.SILENCE;
import static dev.blobdrop.core.net.DirectCalls.client;
import static dev.blobdrop.core.net.DirectCalls.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that are cut, changed or meant to be understood in two ways: none is taken for another
/// one, and their connections are closed.
@Timeout(120)
class OddAnswersTest {
    private static final String WITH_LENGTH =
            "HTTP/1.1 200 OK\r\nETag: \"0x8D\"\r\nContent-Length: 11\r\n\r\nhello world";
    private static final String IN_CHUNKS = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nETag: \"0x8D\"\r\n\r\n"
            + "6;x=y\r\nhello \r\n5\r\nworld\r\n0\r\nTrailer: x\r\n\r\n";

    private final ScriptedServers servers = new ScriptedServers();

    @AfterEach
    void closeServer() {
        servers.close();
    }

    /// The n-th connection gets the n-th answer, byte for byte, and is then closed.
    private ScriptedServer saying(List<byte[]> answers) throws IOException {
        return servers.server((talk, number) -> {
            talk.request();
            talk.say(answers.get(number - 1));
        });
    }

    private static String text(HttpClient client, String url) {
        HttpRequest request = new HttpRequest(HttpMethod.PUT, url).setBody("x");
        try (HttpResponse answer = client.sendSync(request, Context.NONE)) {
            return answer.getStatusCode() + " " + answer.getBodyAsBinaryData();
        } catch (UncheckedIOException e) {
            return "failed";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_LENGTH, IN_CHUNKS})
    void answerThatIsCutAnywhereIsNeverTakenForAWholeOne(String answer) throws IOException {
        byte[] whole = answer.getBytes(StandardCharsets.ISO_8859_1);
        List<byte[]> cut = new ArrayList<>();
        for (int length = 0; length < whole.length; length++) {
            cut.add(Arrays.copyOf(whole, length));
        }
        cut.add(whole);
        ScriptedServer server = saying(cut);
        HttpClient client = client(SILENCE);
        for (int length = 0; length < whole.length; length++) {
            assertThat(text(client, server.url("/")))
                    .as("after %d bytes", length)
                    .isEqualTo("failed");
        }
        assertThat(text(client, server.url("/"))).isEqualTo("200 hello world");
    }

    /// What comes out is what the bytes say, a failure, or nothing: never something half read.
    @ParameterizedTest
    @ValueSource(strings = {WITH_LENGTH, IN_CHUNKS})
    void answerWithWrongBytesNeverHangsNorCrashes(String answer) throws IOException {
        Random random = new Random(20261130);
        List<byte[]> changed = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
            for (int change = random.nextInt(3); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            changed.add(bytes);
        }
        ScriptedServer server = saying(changed);
        HttpClient client = client(SILENCE);
        int understood = 0;
        for (int i = 0; i < changed.size(); i++) {
            String said = text(client, server.url("/"));
            assertThat(said).matches("(?s)failed|[1-9][0-9]{2} .*");
            understood += said.equals("failed") ? 0 : 1;
        }
        assertThat(understood).as("bytes of values do not matter").isBetween(20, 380);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
                "HTTP/1.1 200 OK\r\n" + "Content-Length: 5\r\n" + "Transfer-Encoding: chunked\r\n\r\n" + "0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\n Content-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nA: b\r\n\tfolded: c\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nnonsense\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello",
                "HTTP/1.1 200 OK\r\nA: b\rc\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nA: b\0c\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/2 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 20 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 2000 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
                "220 mail.example ESMTP\r\n\r\n",
                "",
            })
    void answerThatCanBeReadInTwoWaysIsRefused(String answer) throws IOException {
        ScriptedServer server = saying(List.of(answer.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(text(client(SILENCE), server.url("/"))).isEqualTo("failed");
    }

    @Test
    void headWithoutEndIsRefusedBeforeItFillsTheMemory() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
            talk.request();
            talk.say("HTTP/1.1 200 OK\r\n");
            while (true) {
                talk.say("X-Long: " + "x".repeat(1000) + "\r\n");
            }
        });
        assertThat(text(client(SILENCE), server.url("/"))).isEqualTo("failed");
    }

    @Test
    void informationWithoutEndIsRefused() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
            talk.request();
            while (true) {
                talk.say("HTTP/1.1 102 Processing\r\n\r\n");
            }
        });
        assertThat(text(client(SILENCE), server.url("/"))).isEqualTo("failed");
    }

    /// The next request would take it for its own answer.
    @Test
    void connectionOnWhichMoreCameThanTheAnswerIsNotUsedAgain() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
            while (!talk.request().isEmpty()) {
                talk.say(WITH_LENGTH + "HTTP/1.1 201 Created\r\n" + "Content-Length: 0\r\n\r\n");
            }
        });
        HttpClient client = client(SILENCE);
        for (int i = 0; i < 3; i++) {
            assertThat(text(client, server.url("/"))).isEqualTo("200 hello world");
        }
        assertThat(server.connections()).isEqualTo(3);
    }

    @Test
    void headerOfARequestCannotBecomeTwo() throws IOException {
        ScriptedServer server = saying(List.of());
        HttpRequest request = new HttpRequest(HttpMethod.GET, server.url("/"));
        request.setHeader(HttpHeaderName.fromString("x-ms-meta-a"), "b\r\nX: y");
        HttpClient client = client(SILENCE);
        assertThatThrownBy(() -> client.sendSync(request, Context.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("X: y");
        assertThat(server.requests()).isEmpty();
    }

    /// Whether the refusal is read depends on nothing but that it was said.
    @Test
    void refusalOfABodyIsReadAlthoughTheServerClosesAtOnce() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
            talk.head();
            talk.say("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone");
            talk.lingerNoLonger();
        });
        HttpClient client = client(SILENCE);
        byte[] body = new byte[8 << 20];
        for (int i = 0; i < 30; i++) {
            try (HttpResponse answer = put(client, server.url("/"), body)) {
                assertThat(answer.getStatusCode()).isEqualTo(404);
                assertThat(answer.getBodyAsBinaryData()).hasToString("gone");
            }
        }
    }
}
