package dev.blobdrop.core.net;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import dev.blobdrop.core.net.connection.AnswerHead;
import dev.blobdrop.core.net.connection.Body;
import dev.blobdrop.core.net.connection.Connection;
import dev.blobdrop.core.net.connection.Exchanges;
import dev.blobdrop.core.net.connection.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// The Azure libraries' HTTP client, over our own connections. The calling thread does the work and
/// blocks. Safe for use by many threads.
final class DirectClient implements HttpClient {
    /// Longer responses, such as listings and blobs, are read while they arrive.
    private static final int SHORT_BYTES = 256 * 1024;

    /// How long a response may take, unless the caller sets it (`azure-response-timeout`).
    private static final Duration USUAL_LIMIT = Duration.ofMinutes(10);

    private final Exchanges exchanges;

    DirectClient(Exchanges exchanges) {
        this.exchanges = exchanges;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return send(request, Context.NONE);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return Mono.create(sink -> {
            Thread thread = Thread.ofVirtual().name("http").unstarted(() -> {
                try {
                    sink.success(sendSync(request, context));
                } catch (UncheckedIOException e) {
                    sink.error(e.getCause());
                } catch (RuntimeException | Error e) {
                    sink.error(e);
                }
            });
            sink.onCancel(thread::interrupt);
            thread.start();
        });
    }

    /// @throws UncheckedIOException when there was no complete response
    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        Duration limit = context.getData("azure-response-timeout")
                .map(Duration.class::cast)
                .orElse(USUAL_LIMIT);
        try {
            return exchange(request, limit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse exchange(HttpRequest request, Duration limit) throws IOException {
        Host host = Host.of(request.getUrl());
        byte[] body = PlainRequest.bodyOf(request);
        return exchanges.make(
                host,
                isSafe(request.getHttpMethod()),
                head(request, host, body.length),
                Body.of(ByteBuffer.wrap(body)),
                Optional.of(limit),
                (connection, reply) -> answer(request, connection, reply));
    }

    private static HttpResponse answer(HttpRequest request, Connection connection, Connection.Reply reply)
            throws IOException {
        int status = reply.head().status();
        HttpHeaders headers = headers(reply.head());
        byte[] beginning = Exchanges.read(reply.content(), SHORT_BYTES);
        if (reply.content().isWhole()) {
            connection.finish(reply);
            return new DirectAnswer(request, status, headers, beginning);
        }
        connection.expectLongContent();
        return new DirectAnswer(request, status, headers, new AnswerStream(beginning, connection, reply));
    }

    private static HttpHeaders headers(AnswerHead head) {
        List<String> all = head.headers();
        HttpHeaders headers = new HttpHeaders(all.size() / 2);
        for (int i = 0; i < all.size(); i += 2) {
            headers.add(HttpHeaderName.fromString(all.get(i)), all.get(i + 1));
        }
        return headers;
    }

    /// Whether a request may be repeated (RFC 9110, section 9.2.1).
    private static boolean isSafe(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    private static byte[] head(HttpRequest request, Host host, int length) {
        StringBuilder head = new StringBuilder(1024);
        head.append(request.getHttpMethod()).append(' ').append(target(request.getUrl()));
        head.append(" HTTP/1.1\r\nHost: ").append(host.header()).append("\r\n");
        request.getHeaders().stream()
                .filter(header -> !isOurs(header.getName()))
                .forEach(header -> header.getValuesList().forEach(value -> add(head, header.getName(), value)));
        if (length > 0 || !isSafe(request.getHttpMethod())) {
            add(head, "Content-Length", Integer.toString(length));
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isOurs(String name) {
        return name.equalsIgnoreCase("Host") || name.equalsIgnoreCase("Content-Length");
    }

    /// @throws IllegalArgumentException when the header contains a line break, which would start
    ///     another header
    private static void add(StringBuilder head, String name, String value) {
        if ((name + value).chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("The header " + name + " holds a line break");
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static String target(URL url) {
        String file = url.getFile();
        return file.startsWith("/") ? file : "/" + file;
    }
}
