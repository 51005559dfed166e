package dev.blobdrop.core.net;

import static dev.blobdrop.core.net.DirectCalls.SILENCE;
import static dev.blobdrop.core.net.DirectCalls.client;
import static dev.blobdrop.core.net.DirectCalls.get;
import static dev.blobdrop.core.net.DirectCalls.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the client does about answers that break off, silence, and hosts that are not there.
@Timeout(60)
class DirectClientTroubleTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private final ScriptedServers servers = new ScriptedServers();

    @AfterEach
    void closeServer() {
        servers.close();
    }

    @Test
    void answerThatBreaksOffIsAFailure() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
            talk.request();
            talk.say("HTTP/1.1 201 Created\r\nContent-Len");
        });
        HttpClient client = client(SILENCE);
        assertThatThrownBy(() -> put(client, server.url("/"), new byte[3])).isInstanceOf(UncheckedIOException.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void answerThatIsNoHttpIsAFailure() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
            talk.request();
            talk.say("220 mail.example ESMTP\r\n\r\n");
            talk.awaitEnd();
        });
        assertThatThrownBy(() -> get(client(SILENCE), server.url("/"))).isInstanceOf(UncheckedIOException.class);
    }

    private ScriptedServer forgetful() throws IOException {
        return servers.server((talk, number) -> {
            talk.request();
            talk.say(HELLO);
            if (number == 1) {
                talk.request();
            } else {
                talk.awaitEnd();
            }
        });
    }

    @Test
    void readingIsRepeatedWhenAKeptConnectionHasEnded() throws IOException {
        ScriptedServer server = forgetful();
        HttpClient client = client(SILENCE);
        get(client, server.url("/1"));
        assertThat(get(client, server.url("/2")).getStatusCode()).isEqualTo(200);
        assertThat(server.requests()).containsExactly("GET /1 HTTP/1.1", "GET /2 HTTP/1.1", "GET /2 HTTP/1.1");
    }

    @Test
    void writingIsNeverRepeated() throws IOException {
        ScriptedServer server = forgetful();
        HttpClient client = client(SILENCE);
        get(client, server.url("/1"));
        assertThatThrownBy(() -> put(client, server.url("/2"), new byte[3])).isInstanceOf(UncheckedIOException.class);
        assertThat(server.requests()).containsExactly("GET /1 HTTP/1.1", "PUT /2 HTTP/1.1");
    }

    @Test
    void connectionOfAnAnswerThatCameTooEarlyIsNotUsedAgain() throws IOException {
        Semaphore heard = new Semaphore(0);
        ScriptedServer server = servers.server((talk, number) -> {
            talk.head();
            talk.say("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            heard.acquire();
        });
        HttpClient client = client(SILENCE);
        byte[] body = new byte[64 << 20];
        assertThat(put(client, server.url("/1"), body).getStatusCode()).isEqualTo(403);
        heard.release();
        assertThat(put(client, server.url("/2"), body).getStatusCode()).isEqualTo(403);
        heard.release();
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void silenceEndsTheRequest() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
            talk.request();
            talk.awaitEnd();
        });
        assertThatThrownBy(() -> get(client(Duration.ofMillis(300)), server.url("/")))
                .hasRootCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void limitEndsARequestWhoseAnswerTrickles() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
            talk.request();
            talk.say("HTTP/1.1 200 OK\r\nX-Long: ");
            while (true) {
                talk.say("x");
                Thread.sleep(50);
            }
        });
        Context limit = new Context("azure-response-timeout", Duration.ofMillis(600));
        HttpClient client = client(SILENCE);
        HttpRequest request = new HttpRequest(HttpMethod.GET, server.url("/"));
        assertThatThrownBy(() -> client.sendSync(request, limit)).hasRootCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void interruptionEndsTheRequestAndItsConnection() throws Exception {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        ScriptedServer server = servers.server((talk, number) -> {
            talk.request();
            begun.complete(true);
            try {
                talk.awaitEnd();
            } finally {
                ended.complete(true);
            }
        });
        HttpClient client = client(SILENCE);
        AtomicReference<RuntimeException> thrown = new AtomicReference<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                get(client, server.url("/"));
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        begun.join();
        caller.interrupt();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(UncheckedIOException.class);
        assertThat(ended.join()).isTrue();
    }

    @Test
    void idleConnectionIsClosedAfterAWhile() throws IOException {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        ScriptedServer server = servers.server((talk, number) -> {
            talk.request();
            talk.say(HELLO);
            talk.awaitEnd();
            ended.complete(true);
        });
        get(client(Duration.ofMillis(300)), server.url("/"));
        await().until(ended::isDone);
    }

    @Test
    void hostThatDoesNotExistIsNamed() {
        HttpClient client = client(SILENCE);
        assertThatThrownBy(() -> get(client, "http://nowhere.invalid/"))
                .hasRootCauseInstanceOf(UnknownHostException.class)
                .rootCause()
                .hasMessageContaining("nowhere.invalid");
    }

    @Test
    void refusedConnectionNamesTheAddress() {
        HttpClient client = client(SILENCE);
        // The port of a server that has ended may be another program's by now; this one is
        // nobody's.
        assertThatThrownBy(() -> get(client, "http://127.0.0.1:9/"))
                .hasCauseInstanceOf(ConnectException.class)
                .hasMessageContaining("127.0.0.1:9");
    }
}
