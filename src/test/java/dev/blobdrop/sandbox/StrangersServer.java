package dev.blobdrop.sandbox;

import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Somebody's server with a certificate that the machine trusts. It answers as a storage service
/// does, asks for a token, and notes who brings one.
public final class StrangersServer implements AutoCloseable {
    /// The tenant that it says it belongs to.
    public static final String TENANT = "99999999-9999-4999-8999-999999999999";

    private static final String CHALLENGE =
            "Bearer authorization_uri=https://login.microsoftonline.com/"
                    + TENANT
                    + "/oauth2/authorize"
                    + " resource_id=https://graph.microsoft.com";

    private final SecureServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final Optional<String> redirect;

    private final boolean refuses;

    private StrangersServer(
            ServerCertificate certificate, Optional<String> redirect, boolean refuses) {
        this.redirect = redirect;
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

    /// One that sends whoever asks to another place.
    ///
    /// @param to a URL without a slash at its end
    public static StrangersServer redirecting(CertificateAuthority authority, String to) {
        return new StrangersServer(authority.issue(List.of()), Optional.of(to), false);
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
            if (redirect.isPresent()) {
                headers.set("Location", redirect.get() + path);
                exchange.sendResponseHeaders(307, -1);
                return;
            }
            String code =
                    token.isPresent() && refuses
                            ? "InvalidAuthenticationInfo"
                            : token.isPresent()
                                    ? "AuthorizationPermissionMismatch"
                                    : "NoAuthenticationInformation";
            headers.set("x-ms-error-code", code);
            headers.set("Content-Type", "application/xml");
            headers.set("WWW-Authenticate", CHALLENGE);
            byte[] body =
                    ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>")
                            .getBytes(StandardCharsets.UTF_8);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(
                    token.isPresent() && !refuses ? 403 : 401, head ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body, 0, head ? 0 : body.length);
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
