package dev.blobdrop.core.net.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.net.HttpTransport;
import dev.blobdrop.core.net.ScriptedServer;
import dev.blobdrop.core.net.ScriptedServer.Script;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests to a proxy, and how its answers are handled.
@Timeout(60)
class TunnelTest {
    private static void ask(ScriptedServer proxy, String userInfo) {
        Environment environment =
                new Environment(Map.of("HTTPS_PROXY", "http://" + userInfo + "127.0.0.1:" + proxy.port()));
        HttpTransport.create(Optional.empty(), environment)
                .client()
                .sendSync(new HttpRequest(HttpMethod.GET, "https://acct.blob.example/"), Context.NONE);
    }

    @Test
    void proxyIsAskedForTheHostWithItsPassword() throws IOException {
        CompletableFuture<String> seen = new CompletableFuture<>();
        Script script = (talk, number) -> {
            seen.complete(talk.head());
            talk.say("HTTP/1.1 403 Forbidden\r\n\r\n");
        };
        try (ScriptedServer proxy = new ScriptedServer(script)) {
            assertThatThrownBy(() -> ask(proxy, "user:hunter2@"))
                    .hasCauseInstanceOf(ConnectException.class)
                    .hasMessageContaining("127.0.0.1:" + proxy.port())
                    .hasMessageContaining("HTTP/1.1 403 Forbidden")
                    .hasMessageNotContaining("hunter2");
            assertThat(seen.join())
                    .startsWith("CONNECT acct.blob.example:443 HTTP/1.1\r\n")
                    .contains("Host: acct.blob.example:443\r\n")
                    .contains("Proxy-Authorization: Basic dXNlcjpodW50ZXIy\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n",
                "HTTP/1.1 200",
                "HTTP/1.1 2000 Yes\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n\r\n",
                "\r\n\r\n"
            })
    void anythingButYesIsARefusal(String answer) throws IOException {
        Script script = (talk, number) -> {
            talk.head();
            talk.say(answer);
        };
        try (ScriptedServer proxy = new ScriptedServer(script)) {
            assertThatThrownBy(() -> ask(proxy, ""))
                    .hasCauseInstanceOf(ConnectException.class)
                    .hasMessageContaining("127.0.0.1:" + proxy.port());
        }
    }

    @Test
    void answerWithoutEndIsARefusal() throws IOException {
        Script script = (talk, number) -> {
            talk.head();
            talk.say("HTTP/1.1 200 OK\r\n");
            while (true) {
                talk.say("X: " + "x".repeat(1000) + "\r\n");
            }
        };
        try (ScriptedServer proxy = new ScriptedServer(script)) {
            assertThatThrownBy(() -> ask(proxy, "")).hasCauseInstanceOf(IOException.class);
        }
    }
}
