package dev.blobdrop.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.EOFException;
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

/// Passes requests on to the blob service.
record Upstream(HttpClient http, String base) {
    /// More than the largest block of an upload; what is longer is handed on as it arrives.
    private static final long MOST_HELD = 64 << 20;

    private static final Set<String> OWN_TO_A_CONNECTION = Set.of(
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

    HttpResponse<InputStream> send(HttpExchange exchange, GatewayRequest asked, InputStream body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(base + asked.pathAndQuery()))
                .method(asked.method(), publisher(exchange, body));
        exchange.getRequestHeaders().forEach((name, values) -> {
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

    /// Only what has arrived whole is handed on, as the service applies only that. Azurite 3.37
    /// does not take half a body well: it closes and shortens its file while the last writes to it
    /// are still under way, and these may then end up among the bytes of other blocks.
    private static BodyPublisher publisher(HttpExchange exchange, InputStream body) throws IOException {
        var headers = exchange.getRequestHeaders();
        if (headers.containsKey("Transfer-Encoding")) {
            return BodyPublishers.ofInputStream(() -> body);
        }
        String length = headers.getFirst("Content-Length");
        long bytes = length == null ? 0 : Long.parseLong(length);
        if (bytes > MOST_HELD) {
            return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> body), bytes);
        }
        byte[] whole = body.readNBytes((int) bytes);
        if (whole.length < bytes) {
            throw new EOFException("the client ended the connection before its body");
        }
        return bytes == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(whole);
    }
}
