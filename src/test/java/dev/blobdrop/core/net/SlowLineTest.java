package dev.blobdrop.core.net;

import static dev.blobdrop.core.net.DirectCalls.client;
import static dev.blobdrop.core.net.DirectCalls.get;
import static dev.blobdrop.core.net.DirectCalls.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A request fails by silence, not by duration.
@Timeout(120)
class SlowLineTest {
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final String CREATED = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";

    private final ScriptedServers servers = new ScriptedServers();

    @AfterEach
    void closeServer() {
        servers.close();
    }

    @Test
    void bodyMayTakeMuchLongerThanTheSilence() throws IOException {
        int length = 12 << 20;
        ScriptedServer server = servers.server((talk, number) -> {
            talk.head();
            for (int left = length; left > 0; left -= 1 << 20) {
                Thread.sleep(250);
                talk.skip(1 << 20);
            }
            talk.say(CREATED);
            talk.awaitEnd();
        });
        assertThat(put(client(SILENCE), server.url("/"), new byte[length]).getStatusCode())
                .isEqualTo(201);
    }

    /// The system has taken all of it; the line has not.
    @Test
    void answerToABodyThatIsStillOnTheWayIsWaitedFor() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
            talk.head();
            Thread.sleep(3 * SILENCE.toMillis() / 2);
            talk.skip(256 << 10);
            talk.say(CREATED);
            talk.awaitEnd();
        });
        assertThat(put(client(SILENCE), server.url("/"), new byte[256 << 10]).getStatusCode())
                .isEqualTo(201);
    }

    @Test
    void contentMayTrickle() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
            talk.request();
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 600000\r\n\r\n");
            for (int i = 0; i < 12; i++) {
                Thread.sleep(250);
                talk.say(new byte[50_000]);
            }
            talk.awaitEnd();
        });
        try (HttpResponse answer = get(client(SILENCE), server.url("/"));
                InputStream body = answer.getBodyAsInputStream().block()) {
            assertThat(body.readAllBytes()).hasSize(600_000);
        }
    }

    @Test
    void contentThatStopsIsAFailure() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
            talk.request();
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 600000\r\n\r\n");
            talk.say(new byte[500_000]);
            talk.awaitEnd();
        });
        try (HttpResponse answer = get(client(SILENCE), server.url("/"));
                InputStream body = answer.getBodyAsInputStream().block()) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void bodyThatNobodyTakesIsAFailure() throws IOException {
        ScriptedServer server = servers.server((talk, number) -> {
            talk.head();
            talk.readNothing();
        });
        assertThatThrownBy(() -> put(client(SILENCE), server.url("/"), new byte[64 << 20]))
                .hasRootCauseInstanceOf(SocketTimeoutException.class);
    }

    /// Who reads slowly is no silent server: the next bytes are there.
    @Test
    void readerMayTakeItsTime() throws Exception {
        ScriptedServer server = servers.server((talk, number) -> {
            talk.request();
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n");
            talk.say(new byte[9_000_000]);
            talk.awaitEnd();
        });
        try (HttpResponse answer = get(client(SILENCE), server.url("/"));
                InputStream body = answer.getBodyAsInputStream().block()) {
            Thread.sleep(3 * SILENCE.toMillis() / 2);
            assertThat(body.readAllBytes()).hasSize(9_000_000);
        }
    }
}
