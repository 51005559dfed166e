package dev.blobdrop.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Somebody's server with a certificate that the machine trusts. It answers as a storage service
/// does, asks for a token, and notes who brings one.
public final class StrangersServer implements AutoCloseable {
    /// The tenant that it says it belongs to.
    public static final String TENANT = "99999999-9999-4999-8999-999999999999";

    private static final String CHALLENGE = "Bearer authorization_uri=https://login.microsoftonline.com/"
            + TENANT
            + "/oauth2/authorize"
            + " resource_id=https://graph.microsoft.com";

    private final SecureServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final Optional<Lure> lure;
    private final boolean refuses;

    /// How a trusted server redirects a client.
    ///
    /// @param to a URL without a slash at its end
    /// @param status of every answer; 200 for answers in order that name the other place wherever
    ///     an answer can name one
    private record Lure(String to, int status) {}

    private StrangersServer(ServerCertificate certificate, Optional<Lure> lure, boolean refuses) {
        this.lure = lure;
        this.refuses = refuses;
        this.server = new SecureServer(0, certificate.serverContext(), this::answer);
    }

    /// One with this certificate, whatever it is.
    public static StrangersServer start(ServerCertificate certificate) {
        return new StrangersServer(certificate, Optional.empty(), false);
    }

    /// @param names the certificate is made for, besides `localhost` and `127.0.0.1`
    public static StrangersServer start(CertificateAuthority authority, List<String> names) {
        return start(authority.issue(names));
    }

    /// A server that redirects every client.
    ///
    /// @param to a URL without a slash at its end
    public static StrangersServer redirecting(CertificateAuthority authority, String to, int status) {
        return new StrangersServer(authority.issue(List.of()), Optional.of(new Lure(to, status)), false);
    }

    /// One whose answers are in order and name another place wherever an answer can name one: as
    /// the listing's endpoint, container and next page, as the names of blobs and containers, in
    /// the headers that lead on.
    ///
    /// @param to a URL without a slash at its end
    public static StrangersServer luring(CertificateAuthority authority, String to) {
        return redirecting(authority, to, 200);
    }

    /// One that belongs to [#TENANT] and accepts tokens of no other.
    public static StrangersServer ofOtherTenant(CertificateAuthority authority) {
        return new StrangersServer(authority.issue(List.of()), Optional.empty(), true);
    }

    public int port() {
        return server.port();
    }

    /// Method and path of each request.
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /// The `Authorization` headers that came, whatever their form.
    public List<String> tokens() {
        return List.copyOf(tokens);
    }

    public void forget() {
        requests.clear();
        tokens.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            requests.add(exchange.getRequestMethod() + " " + path);
            Optional<String> token =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
            token.ifPresent(tokens::add);
            exchange.getRequestBody().readAllBytes();
            var headers = exchange.getResponseHeaders();
            headers.set("x-ms-request-id", "00000000-0000-0000-0000-000000000000");
            headers.set("x-ms-version", "2024-11-04");
            headers.set("Server", "Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0");
            if (lure.isPresent()) {
                lure(exchange, lure.get(), path);
                return;
            }
            String code = token.isPresent() && refuses
                    ? "InvalidAuthenticationInfo"
                    : token.isPresent() ? "AuthorizationPermissionMismatch" : "NoAuthenticationInformation";
            headers.set("x-ms-error-code", code);
            headers.set("Content-Type", "application/xml");
            headers.set("WWW-Authenticate", CHALLENGE);
            byte[] body = ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>").getBytes(UTF_8);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(token.isPresent() && !refuses ? 403 : 401, head ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body, 0, head ? 0 : body.length);
            }
        }
    }

    private static void lure(HttpExchange exchange, Lure lure, String path) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Location", lure.to() + path);
        if (lure.status() != 200) {
            exchange.sendResponseHeaders(lure.status(), -1);
            return;
        }
        for (String name : List.of("Content-Location", "Azure-AsyncOperation", "Operation-Location")) {
            headers.set(name, lure.to() + path);
        }
        headers.set("Refresh", "0;url=" + lure.to());
        headers.set("Link", "<" + lure.to() + path + ">; rel=\"next\"");
        headers.set("Alt-Svc", "h2=\"" + lure.to().replaceFirst("https://", "") + "\"");
        headers.set("x-ms-copy-source", lure.to() + path);
        headers.set("ETag", "\"0x1\"");
        headers.set("Last-Modified", "Mon, 30 Nov 2026 08:00:00 GMT");
        headers.set("x-ms-blob-type", "BlockBlob");
        switch (exchange.getRequestMethod()) {
            case "PUT" -> exchange.sendResponseHeaders(201, -1);
            case "DELETE" -> exchange.sendResponseHeaders(202, -1);
            case "HEAD" -> {
                headers.set("Content-Length", "4");
                exchange.sendResponseHeaders(200, -1);
            }
            default -> {
                byte[] body = listing(lure.to(), path.contains("marker=")).getBytes(UTF_8);
                headers.set("Content-Type", "application/xml");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    /// As a container's page and as the account's.
    private static String listing(String to, boolean last) {
        String next = last ? "" : to + "/c1c?comp=list&amp;restype=container";
        String name = to + "/c1c/name";
        String properties = "<Properties><Etag>0x1</Etag><Content-Length>4</Content-Length>"
                + "<Last-Modified>Mon, 30 Nov 2026 08:00:00 GMT</Last-Modified>"
                + "<BlobType>BlockBlob</BlobType></Properties>";
        return "<?xml version=\"1.0\"?><EnumerationResults ServiceEndpoint=\""
                + to
                + "/\" ContainerName=\""
                + to
                + "/c1c\"><Containers><Container><Name>c1c</Name>"
                + properties
                + "</Container></Containers><Blobs>"
                + Stream.of(name, "name", "/" + to, "//" + to.replaceFirst("https://", "") + "/x")
                        .map(each -> "<Blob><Name>" + each + "</Name>" + properties + "</Blob>")
                        .collect(Collectors.joining())
                + "</Blobs><NextMarker>"
                + next
                + "</NextMarker></EnumerationResults>";
    }

    @Override
    public void close() {
        server.close();
    }
}
