package dev.blobdrop.core.net;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpVersion;

import reactor.core.publisher.Mono;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/// HTTP/1.1 for the Azure libraries over Netty's own codec and TLS, one request a connection at a
/// time, straight to the host. The thread that calls waits; it should be a virtual one. The
/// libraries' own client does the same through Reactor, at three times the processor time for a
/// small request.
///
/// It repeats nothing that may change something: whether a write whose answer was lost was applied
/// is for the caller to find out. Safe for use by many threads.
final class DirectClient implements HttpClient {
    /// How long an answer may take, if the caller does not say (`azure-response-timeout`).
    private static final Duration USUAL_LIMIT = Duration.ofMinutes(10);

    private final ConnectionPool connections;

    DirectClient(ConnectionPool connections) {
        this.connections = connections;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return send(request, Context.NONE);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return Mono.create(
                sink -> {
                    Thread thread =
                            Thread.ofVirtual()
                                    .name("http")
                                    .unstarted(
                                            () -> {
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

    /// @throws UncheckedIOException when there was no complete answer
    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        Duration limit =
                context.getData("azure-response-timeout")
                        .map(Duration.class::cast)
                        .orElse(USUAL_LIMIT);
        Optional<ByteBuffer> into = context.getData(HttpTransport.INTO).map(ByteBuffer.class::cast);
        try {
            return exchange(request, limit, into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse exchange(HttpRequest request, Duration limit, Optional<ByteBuffer> into)
            throws IOException {
        Host host = Host.of(request.getUrl());
        BinaryData data = request.getBodyAsBinaryData();
        byte[] body = data == null ? new byte[0] : data.toBytes();
        for (int attempt = 1; ; attempt++) {
            Connection connection = connections.take(host);
            Exchange exchange = new Exchange(request, limit, into);
            try {
                return connection.send(message(request, host, body), exchange);
            } catch (IOException e) {
                boolean wasClosedBefore = connection.isUsedAgain() && !exchange.isAnswered();
                if (attempt > 1 || !wasClosedBefore || !isSafe(request.getHttpMethod())) {
                    throw e;
                }
            }
        }
    }

    /// Whether a request may be made twice (RFC 9110, section 9.2.1).
    private static boolean isSafe(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    private static FullHttpRequest message(HttpRequest request, Host host, byte[] body) {
        ByteBuf content = Unpooled.wrappedBuffer(body);
        FullHttpRequest message =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        io.netty.handler.codec.http.HttpMethod.valueOf(
                                request.getHttpMethod().toString()),
                        target(request.getUrl()),
                        content,
                        new io.netty.handler.codec.http.DefaultHttpHeaders(),
                        EmptyHttpHeaders.INSTANCE);
        var headers = message.headers();
        request.getHeaders()
                .forEach(header -> headers.add(header.getName(), header.getValuesList()));
        headers.set("Host", host.header());
        boolean hasBody = body.length > 0 || !isSafe(request.getHttpMethod());
        if (hasBody) {
            headers.set(HttpHeaderName.CONTENT_LENGTH.getCaseSensitiveName(), body.length);
        }
        return message;
    }

    private static String target(URL url) {
        String file = url.getFile();
        return file.startsWith("/") ? file : "/" + file;
    }
}
