package dev.blobdrop.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import dev.blobdrop.core.config.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Connections that are opened before there is a request.
class PreparedConnectionTest {
    private static final String CREATED = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";

    private final ScriptedServers servers = new ScriptedServers();
    private final HttpTransport transport = HttpTransport.create(Optional.empty(), Environment.EMPTY);

    @AfterEach
    void closeServer() {
        servers.close();
    }

    private int put(String url) {
        HttpRequest request = new HttpRequest(HttpMethod.PUT, url).setBody("content");
        return transport.client().sendSync(request, Context.NONE).getStatusCode();
    }

    @Test
    void requestTakesTheConnectionThatIsThere() throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        ScriptedServer server = servers.server((talk, number) -> {
            connected.countDown();
            while (!talk.request().isEmpty()) {
                talk.say(CREATED);
            }
        });
        transport.prepare(URI.create(server.url("/")));
        connected.await();
        assertThat(server.requests()).as("nothing is asked yet").isEmpty();

        assertThat(put(server.url("/a"))).isEqualTo(201);
        assertThat(put(server.url("/b"))).isEqualTo(201);
        assertThat(server.connections()).isOne();
    }

    @Test
    void connectionThatEndedMeanwhileIsReplaced() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        ScriptedServer server = servers.server((talk, number) -> {
            if (number == 1) {
                talk.say("HTTP/1.1 408 Request Timeout\r\n\r\n");
                ended.countDown();
            } else {
                talk.request();
                talk.say(CREATED);
            }
        });
        transport.prepare(URI.create(server.url("/")));
        ended.await();
        assertThat(put(server.url("/a"))).isEqualTo(201);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void whatWentWrongIsTheRequestsToHear() throws IOException {
        String nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "http://127.0.0.1:" + closed.getLocalPort() + "/";
        }
        transport.prepare(URI.create(nobody));
        assertThatThrownBy(() -> put(nobody)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> put(nobody)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void whatIsNoAddressIsLeftToTheRequest() {
        transport.prepare(URI.create("urn:nowhere"));
    }
}
