package dev.blobdrop.core.net;

import static dev.blobdrop.core.net.DirectCalls.SILENCE;
import static dev.blobdrop.core.net.DirectCalls.client;
import static dev.blobdrop.core.net.DirectCalls.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One request after the other over connections that are kept: answers of every form arrive whole.
@Timeout(60)
class DirectClientTest {
    private static final String CREATED = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private final ScriptedServers servers = new ScriptedServers();

    @AfterEach
    void closeServer() {
        servers.close();
    }

    @Test
    void connectionIsUsedForTheNextRequest() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
            while (!talk.request().isEmpty()) {
                talk.say(HELLO);
            }
        });
        HttpClient client = client(SILENCE);
        for (int i = 0; i < 5; i++) {
            assertThat(get(client, server.url("/" + i)).getBodyAsBinaryData()).hasToString("hello");
        }
        assertThat(server.connections()).isOne();
        assertThat(server.requests())
                .contains("GET /0 HTTP/1.1", "GET /4 HTTP/1.1")
                .hasSize(5);
    }

    @Test
    void connectionThatTheServerWillCloseIsNotUsedAgain() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
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
        ScriptedServer server = servers.server((talk, number) -> {
            seen.complete(talk.request());
            talk.say(CREATED);
        });
        HttpRequest request = new HttpRequest(HttpMethod.PUT, server.url("/c/a%2Fb?comp=block&blockid=x"))
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
        ScriptedServer server = servers.server((talk, number) -> {
            while (!talk.request().isEmpty()) {
                talk.say("HTTP/1.1 200 OK\r\nContent-Length: 123456\r\n\r\n");
            }
        });
        HttpClient client = client(SILENCE);
        for (int i = 0; i < 2; i++) {
            HttpResponse answer = client.sendSync(new HttpRequest(HttpMethod.HEAD, server.url("/")), Context.NONE);
            assertThat(answer.getHeaderValue(HttpHeaderName.CONTENT_LENGTH)).isEqualTo("123456");
            assertThat(answer.getBodyAsBinaryData().toBytes()).isEmpty();
        }
        assertThat(server.connections()).isOne();
    }

    @Test
    void informationBeforeTheAnswerIsPassedOver() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
            talk.request();
            talk.say("HTTP/1.1 100 Continue\r\n\r\n" + HELLO);
        });
        HttpResponse answer = get(client(SILENCE), server.url("/"));
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getBodyAsBinaryData()).hasToString("hello");
    }

    @Test
    void answerInChunksIsPutTogether() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
            talk.request();
            talk.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            talk.say("3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n");
        });
        assertThat(get(client(SILENCE), server.url("/")).getBodyAsBinaryData()).hasToString("hello");
    }

    @Test
    void longAnswerIsReadWhileItArrives() throws IOException {
        int length = 64 << 20;
        byte[] chunk = new byte[1 << 20];
        AtomicLong said = new AtomicLong();
        ScriptedServer server = servers.server((talk, number) -> {
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
        ScriptedServer server = servers.server((talk, number) -> {
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
        ScriptedServer server = servers.server((talk, number) -> {
            talk.request();
            try {
                talk.say("HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n");
                talk.say(new byte[1 << 20]);
                talk.awaitEnd();
            } finally {
                ended.complete(true);
            }
        });
        get(client(SILENCE), server.url("/")).close();
        assertThat(ended.orTimeout(30, TimeUnit.SECONDS).join()).isTrue();
    }

    @Test
    void asynchronousCallersAreServedToo() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
            talk.request();
            talk.say(HELLO);
        });
        HttpClient client = client(SILENCE);
        assertThat(client.send(new HttpRequest(HttpMethod.GET, server.url("/")))
                        .flatMap(HttpResponse::getBodyAsString)
                        .block())
                .isEqualTo("hello");
    }
}
