package dev.blobdrop.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.net.ScriptedServer.Script;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(60)
class DirectClientTest {
    private static final String CREATED = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private Optional<ScriptedServer> started = Optional.empty();

    private ScriptedServer server(Script script) throws IOException {
        ScriptedServer server = new ScriptedServer(script);
        started = Optional.of(server);
        return server;
    }

    @AfterEach
    void closeServer() {
        started.ifPresent(ScriptedServer::close);
    }

    private static HttpClient client(Duration silence) {
        return HttpTransport.create(Optional.empty(), Environment.EMPTY, silence).client();
    }

    private static HttpResponse get(HttpClient client, String url) {
        return client.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE);
    }

    private static HttpResponse put(HttpClient client, String url, byte[] body) {
        HttpRequest request = new HttpRequest(HttpMethod.PUT, url).setBody(body);
        return client.sendSync(request, Context.NONE);
    }

    @Test
    void connectionIsUsedForTheNextRequest() throws IOException {
        ScriptedServer server =
                server(
                        (talk, number) -> {
                            while (!talk.request().isEmpty()) {
                                talk.say(HELLO);
                            }
                        });
        HttpClient client = client(SILENCE);
        for (int i = 0; i < 5; i++) {
            assertThat(get(client, server.url("/" + i)).getBodyAsBinaryData()).hasToString("hello");
        }
        assertThat(server.connections()).isOne();
        assertThat(server.requests()).contains("GET /0 HTTP/1.1", "GET /4 HTTP/1.1").hasSize(5);
    }

    @Test
    void connectionThatTheServerWillCloseIsNotUsedAgain() throws IOException {
        ScriptedServer server =
                server(
                        (talk, number) -> {
                            talk.request();
                            talk.say(HELLO.replace("OK\r\n", "OK\r\nConnection: close\r\n"));
                            talk.awaitEnd();
                        });
        HttpClient client = client(SILENCE);
        get(client, server.url("/"));
        get(client, server.url("/"));
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void bodyAndHeadersArriveAsTheyAre() throws IOException {
        CompletableFuture<String> seen = new CompletableFuture<>();
        ScriptedServer server =
                server(
                        (talk, number) -> {
                            seen.complete(talk.request());
                            talk.say(CREATED);
                        });
        HttpRequest request =
                new HttpRequest(HttpMethod.PUT, server.url("/c/a%2Fb?comp=block&blockid=x"))
                        .setBody("content".getBytes())
                        .setHeader(HttpHeaderName.fromString("x-ms-version"), "2026-02-06");
        HttpResponse answer = client(SILENCE).sendSync(request, Context.NONE);
        assertThat(answer.getStatusCode()).isEqualTo(201);
        assertThat(seen.join())
                .startsWith("PUT /c/a%2Fb?comp=block&blockid=x HTTP/1.1\r\n")
                .contains("Host: 127.0.0.1:" + server.port() + "\r\n")
                .containsIgnoringCase("x-ms-version: 2026-02-06\r\n")
                .containsIgnoringCase("content-length: 7\r\n")
                .endsWith("\r\n\r\ncontent");
    }

    @Test
    void answerToHeadHasALengthAndNoBody() throws IOException {
        ScriptedServer server =
                server(
                        (talk, number) -> {
                            while (!talk.request().isEmpty()) {
                                talk.say("HTTP/1.1 200 OK\r\nContent-Length: 123456\r\n\r\n");
                            }
                        });
        HttpClient client = client(SILENCE);
        for (int i = 0; i < 2; i++) {
            HttpResponse answer =
                    client.sendSync(
                            new HttpRequest(HttpMethod.HEAD, server.url("/")), Context.NONE);
            assertThat(answer.getHeaderValue(HttpHeaderName.CONTENT_LENGTH)).isEqualTo("123456");
            assertThat(answer.getBodyAsBinaryData().toBytes()).isEmpty();
        }
        assertThat(server.connections()).isOne();
    }

    @Test
    void informationBeforeTheAnswerIsPassedOver() throws IOException {
        ScriptedServer server =
                server(
                        (talk, number) -> {
                            talk.request();
                            talk.say("HTTP/1.1 100 Continue\r\n\r\n" + HELLO);
                        });
        HttpResponse answer = get(client(SILENCE), server.url("/"));
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getBodyAsBinaryData()).hasToString("hello");
    }

    @Test
    void answerInChunksIsPutTogether() throws IOException {
        ScriptedServer server =
                server(
                        (talk, number) -> {
                            talk.request();
                            talk.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                            talk.say("3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n");
                        });
        assertThat(get(client(SILENCE), server.url("/")).getBodyAsBinaryData())
                .hasToString("hello");
    }

    @Test
    void longAnswerIsReadWhileItArrives() throws IOException {
        int length = 64 << 20;
        byte[] chunk = new byte[1 << 20];
        AtomicLong said = new AtomicLong();
        ScriptedServer server =
                server(
                        (talk, number) -> {
                            talk.request();
                            talk.say("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
                            for (int i = 0; i < length / chunk.length; i++) {
                                Arrays.fill(chunk, (byte) i);
                                talk.say(chunk);
                                said.addAndGet(chunk.length);
                            }
                            talk.awaitEnd();
                        });
        try (HttpResponse answer = get(client(SILENCE), server.url("/"));
                InputStream body = answer.getBodyAsInputStream().block()) {
            assertThat(said.get()).as("held back by the reader").isLessThan(length);
            for (int i = 0; i < length / chunk.length; i++) {
                byte[] read = body.readNBytes(chunk.length);
                assertThat(read[0]).isEqualTo((byte) i);
                assertThat(read[chunk.length - 1]).isEqualTo((byte) i);
            }
            assertThat(body.read()).isNegative();
        }
    }

    @Test
    void longAnswerThatBreaksOffFailsItsReader() throws IOException {
        ScriptedServer server =
                server(
                        (talk, number) -> {
                            talk.request();
                            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n");
                            talk.say(new byte[1 << 20]);
                        });
        try (HttpResponse answer = get(client(SILENCE), server.url("/"))) {
            InputStream body = answer.getBodyAsInputStream().block();
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void longAnswerThatNobodyReadsLetsGoOfItsConnection() throws IOException {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        ScriptedServer server =
                server(
                        (talk, number) -> {
                            talk.request();
                            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n");
                            talk.say(new byte[1 << 20]);
                            try {
                                talk.awaitEnd();
                            } finally {
                                ended.complete(true);
                            }
                        });
        get(client(SILENCE), server.url("/")).close();
        assertThat(ended.join()).isTrue();
    }

    @Test
    void answerThatBreaksOffIsAFailure() throws IOException {
        ScriptedServer server =
                server(
                        (talk, number) -> {
                            talk.request();
                            talk.say("HTTP/1.1 201 Created\r\nContent-Len");
                        });
        HttpClient client = client(SILENCE);
        assertThatThrownBy(() -> put(client, server.url("/"), new byte[3]))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void answerThatIsNoHttpIsAFailure() throws IOException {
        ScriptedServer server =
                server(
                        (talk, number) -> {
                            talk.request();
                            talk.say("220 mail.example ESMTP\r\n\r\n");
                            talk.awaitEnd();
                        });
        assertThatThrownBy(() -> get(client(SILENCE), server.url("/")))
                .isInstanceOf(UncheckedIOException.class);
    }

    /// The server closes the connection just as the next request is on its way.
    private ScriptedServer forgetful() throws IOException {
        return server(
                (talk, number) -> {
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
        assertThat(server.requests())
                .containsExactly("GET /1 HTTP/1.1", "GET /2 HTTP/1.1", "GET /2 HTTP/1.1");
    }

    @Test
    void writingIsNeverRepeated() throws IOException {
        ScriptedServer server = forgetful();
        HttpClient client = client(SILENCE);
        get(client, server.url("/1"));
        assertThatThrownBy(() -> put(client, server.url("/2"), new byte[3]))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(server.requests()).containsExactly("GET /1 HTTP/1.1", "PUT /2 HTTP/1.1");
    }

    /// The rest of the request would be taken for the beginning of the next one.
    @Test
    void connectionOfAnAnswerThatCameTooEarlyIsNotUsedAgain() throws IOException {
        ScriptedServer server =
                server(
                        (talk, number) -> {
                            talk.head();
                            talk.say("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                            Thread.sleep(200);
                        });
        HttpClient client = client(SILENCE);
        byte[] body = new byte[64 << 20];
        assertThat(put(client, server.url("/1"), body).getStatusCode()).isEqualTo(403);
        assertThat(put(client, server.url("/2"), body).getStatusCode()).isEqualTo(403);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void silenceEndsTheRequest() throws IOException {
        ScriptedServer server =
                server(
                        (talk, number) -> {
                            talk.request();
                            talk.awaitEnd();
                        });
        assertThatThrownBy(() -> get(client(Duration.ofMillis(300)), server.url("/")))
                .hasRootCauseInstanceOf(SocketTimeoutException.class);
    }

    /// A byte now and then is no silence, but the answer as a whole has its limit.
    @Test
    void limitEndsARequestWhoseAnswerTrickles() throws IOException {
        ScriptedServer server =
                server(
                        (talk, number) -> {
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
        assertThatThrownBy(() -> client.sendSync(request, limit))
                .hasRootCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void interruptionEndsTheRequestAndItsConnection() throws Exception {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        ScriptedServer server =
                server(
                        (talk, number) -> {
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
        Thread caller =
                Thread.ofVirtual()
                        .start(
                                () -> {
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
        ScriptedServer server =
                server(
                        (talk, number) -> {
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
    void refusedConnectionNamesTheAddress() throws IOException {
        ScriptedServer gone = server((talk, number) -> {});
        gone.close();
        HttpClient client = client(SILENCE);
        assertThatThrownBy(() -> get(client, gone.url("/")))
                .hasCauseInstanceOf(ConnectException.class)
                .hasMessageContaining("127.0.0.1:" + gone.port());
    }

    @Test
    void asynchronousCallersAreServedToo() throws IOException {
        ScriptedServer server =
                server(
                        (talk, number) -> {
                            talk.request();
                            talk.say(HELLO);
                        });
        HttpClient client = client(SILENCE);
        assertThat(
                        client.send(new HttpRequest(HttpMethod.GET, server.url("/")))
                                .flatMap(HttpResponse::getBodyAsString)
                                .block())
                .isEqualTo("hello");
    }
}
