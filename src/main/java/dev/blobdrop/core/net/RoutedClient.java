package dev.blobdrop.core.net;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;

import reactor.core.publisher.Mono;

/// Sends a request through the proxy or directly, by its host. One client cannot do both: behind a
/// proxy it does not resolve names itself.
final class RoutedClient implements HttpClient {
    private final WebProxy proxy;
    private final HttpClient proxied;
    private final HttpClient direct;

    RoutedClient(WebProxy proxy, HttpClient proxied, HttpClient direct) {
        this.proxy = proxy;
        this.proxied = proxied;
        this.direct = direct;
    }

    private HttpClient forHostOf(HttpRequest request) {
        String host = request.getUrl().getHost().replaceAll("[\\[\\]]", "");
        return proxy.isFor(host) ? proxied : direct;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return forHostOf(request).send(request);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return forHostOf(request).send(request, context);
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        return forHostOf(request).sendSync(request, context);
    }
}
