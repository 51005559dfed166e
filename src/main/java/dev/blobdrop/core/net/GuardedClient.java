package dev.blobdrop.core.net;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import dev.blobdrop.core.config.TrustedHosts;
import dev.blobdrop.core.net.connection.Host;
import dev.blobdrop.core.problem.Problem;
import reactor.core.publisher.Mono;

/// Sends a token to trusted hosts only. It is the last step before the connection, behind
/// everything that adds a token, including the SDK's own pipeline, and checks the host that is
/// really connected to. Earlier checks exist only for better messages.
final class GuardedClient implements HttpClient {
    private static final String BEARER = "bearer";

    private static final HttpHeaderName COPY_SOURCE = HttpHeaderName.fromString("x-ms-copy-source-authorization");

    private final HttpClient client;
    private final TrustedHosts hosts;

    GuardedClient(HttpClient client, TrustedHosts hosts) {
        this.client = client;
        this.hosts = hosts;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return send(request, Context.NONE);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return Mono.defer(() -> {
            check(request);
            return client.send(request, context);
        });
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        check(request);
        return client.sendSync(request, context);
    }

    private void check(HttpRequest request) {
        if (carriesToken(request)) {
            boolean isSecure = request.getUrl().getProtocol().equals("https");
            check(hosts, request.getUrl().getHost(), isSecure);
        }
    }

    /// @throws dev.blobdrop.core.problem.ProblemException when no token may be sent there
    static void check(TrustedHosts hosts, Host host) {
        check(hosts, host.name(), host.secure());
    }

    private static void check(TrustedHosts hosts, String name, boolean isSecure) {
        hosts.check(name);
        if (!isSecure) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "plain-http",
                            "Not sending your token to " + name,
                            "A token is never sent unencrypted.")
                    .asException();
        }
    }

    private static boolean carriesToken(HttpRequest request) {
        String value = request.getHeaders().getValue(HttpHeaderName.AUTHORIZATION);
        boolean token = value != null && value.stripLeading().regionMatches(true, 0, BEARER, 0, BEARER.length());
        return token || request.getHeaders().getValue(COPY_SOURCE) != null;
    }
}
