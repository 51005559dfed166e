package dev.blobdrop.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// An account whose container never ends: each page of its listing names a thousand blobs and the
/// next page.
public final class EndlessListing implements AutoCloseable {
    private static final int PAGE = 1000;

    private final SecureServer server;
    private final AtomicInteger pages = new AtomicInteger();

    public EndlessListing(CertificateAuthority authority) {
        server = new SecureServer(0, authority.issue(List.of()).serverContext(), this::answer);
    }

    /// The account's address.
    public String accountUrl() {
        return "https://127.0.0.1:" + server.port() + "/account";
    }

    /// How many pages were asked for.
    public int pages() {
        return pages.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            int page = pages.incrementAndGet();
            StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><EnumerationResults><Blobs>");
            for (int i = 0; i < PAGE; i++) {
                xml.append("<Blob><Name>folder/blob-%06d-%04d.bin</Name>".formatted(page, i))
                        .append(
                                "<Properties><Etag>0x1</Etag><BlobType>BlockBlob</BlobType><Content-Length>4</Content-Length>")
                        .append("<Last-Modified>Mon, 30 Nov 2026 08:00:00 GMT</Last-Modified>")
                        .append("</Properties></Blob>");
            }
            xml.append("</Blobs><NextMarker>page").append(page + 1).append("</NextMarker>");
            byte[] body = xml.append("</EnumerationResults>").toString().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.getResponseHeaders().set("x-ms-version", "2024-11-04");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
