package dev.blobdrop.core.net;

import static dev.blobdrop.core.net.DirectCalls.SILENCE;
import static dev.blobdrop.core.net.DirectCalls.client;
import static dev.blobdrop.core.net.DirectCalls.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Which connections are given back, and that none ever carries what belongs to another.
@Timeout(120)
class ConnectionCareTest {
    private static final String LONG = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";

    private final ScriptedServers servers = new ScriptedServers();

    @AfterEach
    void closeServer() {
        servers.close();
    }

    private ScriptedServer longAnswers() throws IOException {
        return servers.server((talk, number) -> {
            while (!talk.request().isEmpty()) {
                talk.say(LONG);
                talk.say(new byte[1_000_000]);
            }
        });
    }

    @Test
    void longAnswerThatWasReadToItsEndGivesItsConnectionBack() throws IOException {
        ScriptedServer server = longAnswers();
        HttpClient client = client(SILENCE);
        for (int i = 0; i < 3; i++) {
            try (HttpResponse answer = get(client, server.url("/"));
                    InputStream body = answer.getBodyAsInputStream().block()) {
                assertThat(body.readAllBytes()).hasSize(1_000_000);
            }
        }
        assertThat(server.connections()).isOne();
    }

    /// The rest of it would be read as the next answer.
    @Test
    void longAnswerThatIsClosedBeforeItsEndTakesItsConnectionWithIt() throws IOException {
        ScriptedServer server = longAnswers();
        HttpClient client = client(SILENCE);
        for (int i = 0; i < 3; i++) {
            try (HttpResponse answer = get(client, server.url("/"));
                    InputStream body = answer.getBodyAsInputStream().block()) {
                assertThat(body.readNBytes(300_000)).hasSize(300_000);
            }
        }
        assertThat(server.connections()).isEqualTo(3);
    }

    /// Thirty-two threads, connections that break at random, and buffers that go from one to the
    /// next: whoever gets an answer gets its own.
    @Test
    void nobodyGetsAnothersBytes() throws Exception {
        ScriptedServer server = servers.server((talk, number) -> {
            Random random = new Random(number);
            for (Optional<byte[]> body = talk.content();
                    body.isPresent() && random.nextInt(12) > 0;
                    body = talk.content()) {
                byte[] bytes = body.get();
                talk.say("HTTP/1.1 200 OK\r\nContent-Length: " + bytes.length + "\r\n\r\n");
                talk.say(random.nextInt(12) > 0 ? bytes : Arrays.copyOf(bytes, bytes.length / 2));
                if (random.nextInt(25) == 0) {
                    talk.lingerNoLonger();
                }
            }
        });
        HttpClient client = client(Duration.ofSeconds(1));
        List<Callable<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            int seed = i;
            callers.add(() -> echoed(client, server.url("/"), new Random(seed)));
        }
        int echoed = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> caller : threads.invokeAll(callers)) {
                echoed += caller.get();
            }
        }
        assertThat(echoed).isBetween(50, 32 * 25 - 1);
    }

    private static int echoed(HttpClient client, String url, Random random) {
        int count = 0;
        for (int i = 0; i < 25; i++) {
            byte[] body = new byte[random.nextInt(random.nextBoolean() ? 200_000 : 2_000) + 2];
            random.nextBytes(body);
            HttpRequest request = new HttpRequest(HttpMethod.PUT, url).setBody(body);
            try (HttpResponse answer = client.sendSync(request, Context.NONE)) {
                assertThat(answer.getBodyAsBinaryData().toBytes()).isEqualTo(body);
                count++;
            } catch (UncheckedIOException e) {
                // One of the broken ones.
            }
        }
        return count;
    }
}
