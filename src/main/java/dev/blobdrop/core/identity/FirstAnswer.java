package dev.blobdrop.core.identity;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Hands an answer that is there already to the library as that of its first request, so that the
/// library decides what it means and whether to ask again. Its further requests are sent.
final class FirstAnswer implements HttpClient {
    private final AtomicReference<Supplier<HttpResponse>> first;
    private final HttpClient client;

    private FirstAnswer(Supplier<HttpResponse> first, HttpClient client) {
        this.first = new AtomicReference<>(first);
        this.client = client;
    }

    static HttpClient of(HttpResponse answer, byte[] body, HttpClient client) {
        int status = answer.getStatusCode();
        HttpHeaders headers = answer.getHeaders();
        HttpRequest request = answer.getRequest();
        return new FirstAnswer(() -> new Known(request, status, headers, body), client);
    }

    /// There was no answer.
    static HttpClient failed(RuntimeException why, HttpClient client) {
        return new FirstAnswer(
                () -> {
                    throw why;
                },
                client);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return send(request, Context.NONE);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return Mono.defer(
                () -> {
                    Supplier<HttpResponse> known = first.getAndSet(null);
                    return known == null ? client.send(request, context) : Mono.fromSupplier(known);
                });
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        Supplier<HttpResponse> known = first.getAndSet(null);
        return known == null ? client.sendSync(request, context) : known.get();
    }

    /// An answer whose body has been read.
    private static final class Known extends HttpResponse {
        private final int status;
        private final HttpHeaders headers;
        private final byte[] body;

        Known(HttpRequest request, int status, HttpHeaders headers, byte[] body) {
            super(request);
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        @Override
        public int getStatusCode() {
            return status;
        }

        @Override
        @Deprecated
        public String getHeaderValue(String name) {
            return headers.getValue(HttpHeaderName.fromString(name));
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return Flux.just(ByteBuffer.wrap(body));
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return Mono.just(body);
        }

        @Override
        public Mono<String> getBodyAsString() {
            return getBodyAsString(StandardCharsets.UTF_8);
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return Mono.just(new String(body, charset));
        }
    }
}
