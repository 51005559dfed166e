package dev.blobdrop.core.identity.link;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import dev.blobdrop.core.net.CompleteAnswer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/// Hands the library an answer we already have as the answer to its first request, so that the
/// library decides what it means and whether to retry. Later requests are sent.
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
        return new FirstAnswer(() -> CompleteAnswer.of(request, status, headers, body), client);
    }

    /// For a request that got no answer.
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
        return Mono.defer(() -> {
            Supplier<HttpResponse> known = first.getAndSet(null);
            return known == null ? client.send(request, context) : Mono.fromSupplier(known);
        });
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        Supplier<HttpResponse> known = first.getAndSet(null);
        return known == null ? client.sendSync(request, context) : known.get();
    }
}
