package dev.blobdrop.sandbox;

import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;

/// Passes requests on to the blob service, with bodies streamed and not kept.
record Upstream(HttpClient http, String base) {
    private static final Set<String> OWN_TO_A_CONNECTION =
            Set.of(
                    "connection",
                    "content-length",
                    "date",
                    "expect",
                    "host",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    HttpResponse<InputStream> send(HttpExchange exchange, GatewayRequest asked, InputStream body)
            throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create(base + asked.pathAndQuery()))
                        .method(asked.method(), publisher(exchange, body));
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) -> {
                            if (passes(name)) {
                                values.forEach(value -> request.header(name, value));
                            }
                        });
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    static boolean passes(String header) {
        return !OWN_TO_A_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }

    private static BodyPublisher publisher(HttpExchange exchange, InputStream body) {
        var headers = exchange.getRequestHeaders();
        if (headers.containsKey("Transfer-Encoding")) {
            return BodyPublishers.ofInputStream(() -> body);
        }
        String length = headers.getFirst("Content-Length");
        long bytes = length == null ? 0 : Long.parseLong(length);
        return bytes == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> body), bytes);
    }
}
