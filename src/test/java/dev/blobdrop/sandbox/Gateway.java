package dev.blobdrop.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// The storage account's address: Azurite behind everything that Azurite does not do, namely the
/// bearer challenge, verified tokens, network rules, role assignments, and faults on order.
public final class Gateway implements AutoCloseable {
    private static final String VERSION = "2025-07-05";

    /// What becomes of the answer to a request that the service has applied.
    private enum Outcome {
        ANSWERED,
        TRUNCATED,
        SILENT
    }

    private final String account;
    private final IdentityProvider identities;
    private final Roles roles;
    private final Upstream upstream;
    private final SecureServer server;
    private final FaultScript faults = new FaultScript();
    private final RequestLog log = new RequestLog();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean firewall;

    Gateway(
            String account,
            IdentityProvider identities,
            Roles roles,
            Upstream upstream,
            ServerCertificate certificate,
            int port) {
        this.account = account;
        this.identities = identities;
        this.roles = roles;
        this.upstream = upstream;
        this.server = new SecureServer(port, certificate.serverContext(), this::handle);
    }

    public int port() {
        return server.port();
    }

    /// Whether the account's network rules keep this machine out.
    public void firewall(boolean closed) {
        firewall = closed;
    }

    /// Orders a fault: `on(matcher).times(2).answer(503, "ServerBusy")`.
    public FaultOrder on(RequestMatcher matcher) {
        return new FaultOrder(faults, matcher, Integer.MAX_VALUE);
    }

    /// All requests since the start or the last reset, in the order of their answers.
    public List<LoggedRequest> requests() {
        return log.requests();
    }

    /// Requests that have come and are neither answered nor dropped.
    public int underWay() {
        return underWay.get();
    }

    /// Listens again, on the same port.
    public void start() {
        server.start();
    }

    /// Stops listening: the account's host is there, the service is not.
    public void stop() {
        server.stop();
    }

    void reset() {
        faults.clear();
        firewall = false;
        server.start();
        log.clear();
    }

    @Override
    public void close() {
        server.close();
    }

    /// A failure that leaves here closes the connection, which is what the dropping faults are.
    private void handle(HttpExchange exchange) throws IOException {
        var request = GatewayRequest.of(exchange, account);
        var body = new CountedInput(exchange.getRequestBody());
        var entry = log.entry(request, body::count);
        underWay.incrementAndGet();
        try {
            serve(exchange, request, body, entry);
            exchange.close();
        } finally {
            entry.dropped();
            underWay.decrementAndGet();
        }
    }

    private void serve(HttpExchange exchange, GatewayRequest request, CountedInput body, RequestLog.Entry entry)
            throws IOException {
        Optional<Fault> fault = faults.next(request);
        Outcome outcome = Outcome.ANSWERED;
        Optional<Gate> silence = Optional.empty();
        if (fault.isPresent()) {
            switch (fault.get()) {
                case Fault.Answer answer -> {
                    refuse(exchange, StorageError.scripted(answer), body, entry);
                    return;
                }
                case Fault.Early(Fault.Answer answer) -> {
                    answer(exchange, StorageError.scripted(answer), entry);
                    exchange.getResponseBody().flush();
                    throw new IOException("closed on order, with the body unread");
                }
                case Fault.Reset() -> {
                    body.readNBytes(1024);
                    throw new IOException("dropped on order");
                }
                case Fault.ApplyThenReset() -> outcome = Outcome.SILENT;
                case Fault.ApplyThenHold(Gate gate) -> {
                    outcome = Outcome.SILENT;
                    silence = Optional.of(gate);
                }
                case Fault.Truncate() -> outcome = Outcome.TRUNCATED;
                case Fault.Stall(Duration time) -> {
                    pause(time);
                    throw new IOException("dropped on order, after a silence");
                }
                case Fault.SlowLoris(Duration time) -> body.slowly(time);
                case Fault.Damage() -> body.damage();
                case Fault.Hold(Gate gate) -> gate.pass();
                case Fault.Delay(Duration time) -> pause(time);
            }
        }
        Optional<StorageError> refusal = refusal(exchange, request);
        if (refusal.isPresent()) {
            refuse(exchange, refusal.get(), body, entry);
        } else {
            forward(exchange, request, body, outcome, silence, entry);
        }
    }

    /// In the service's order: network, then identity, then role.
    private Optional<StorageError> refusal(HttpExchange exchange, GatewayRequest request) {
        if (firewall) {
            return Optional.of(StorageError.network());
        }
        String challenge = "Bearer authorization_uri=%s%s/oauth2/authorize resource_id=%s"
                .formatted(identities.authorityHost(), identities.tenantId(), AccessTokens.STORAGE);
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        if (authorization.isEmpty()) {
            return Optional.of(StorageError.anonymous(challenge));
        }
        String bearer = authorization.replaceFirst("(?i)^Bearer +", "");
        return switch (identities.verify(bearer, account)) {
            case AccessTokens.Verdict.Refused(String detail) -> Optional.of(StorageError.token(challenge, detail));
            case AccessTokens.Verdict.Accepted(String principal) ->
                roles.allow(principal, request.isWrite(), request.scope())
                        ? Optional.empty()
                        : Optional.of(StorageError.role());
        };
    }

    private void forward(
            HttpExchange exchange,
            GatewayRequest request,
            CountedInput body,
            Outcome outcome,
            Optional<Gate> silence,
            RequestLog.Entry entry)
            throws IOException {
        HttpResponse<InputStream> response;
        try {
            response = upstream.send(exchange, request, body);
        } catch (ConnectException e) {
            refuse(exchange, StorageError.down(), body, entry);
            return;
        }
        try (InputStream content = response.body()) {
            if (outcome == Outcome.TRUNCATED) {
                content.transferTo(OutputStream.nullOutputStream());
                entry.answered(response.statusCode(), 0);
                exchange.sendResponseHeaders(response.statusCode(), 100);
                exchange.getResponseBody().write(new byte[10]);
                exchange.getResponseBody().flush();
                throw new IOException("dropped on order, in the middle of the answer");
            }
            if (outcome == Outcome.SILENT) {
                content.transferTo(OutputStream.nullOutputStream());
                if (silence.isPresent()) {
                    silence.get().pass();
                }
                throw new IOException("dropped on order, after the request was applied");
            }
            var headers = exchange.getResponseHeaders();
            response.headers().map().forEach((name, values) -> {
                if (Upstream.passes(name)) {
                    headers.put(name, values);
                }
            });
            long length = response.headers().firstValueAsLong("content-length").orElse(0);
            boolean empty = request.method().equals("HEAD") || response.statusCode() == 304;
            if (empty) {
                headers.set("Content-Length", String.valueOf(length));
            }
            boolean chunked = response.headers().firstValue("content-length").isEmpty();
            boolean none = empty || response.statusCode() == 204 || (length == 0 && !chunked);
            entry.answered(response.statusCode(), none ? 0 : length);
            exchange.sendResponseHeaders(response.statusCode(), none ? -1 : length);
            if (!none) {
                long sent = content.transferTo(exchange.getResponseBody());
                entry.answered(response.statusCode(), sent);
            }
        }
    }

    private static void refuse(HttpExchange exchange, StorageError error, CountedInput body, RequestLog.Entry entry)
            throws IOException {
        body.transferTo(OutputStream.nullOutputStream());
        answer(exchange, error, entry);
    }

    private static void answer(HttpExchange exchange, StorageError error, RequestLog.Entry entry) throws IOException {
        String id = UUID.randomUUID().toString();
        byte[] xml = error.xml(id);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/xml");
        headers.set("x-ms-error-code", error.code());
        headers.set("x-ms-request-id", id);
        headers.set("x-ms-version", VERSION);
        error.headers().forEach(headers::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            entry.answered(error.status(), 0);
            headers.set("Content-Length", String.valueOf(xml.length));
            exchange.sendResponseHeaders(error.status(), -1);
        } else {
            entry.answered(error.status(), xml.length);
            exchange.sendResponseHeaders(error.status(), xml.length);
            exchange.getResponseBody().write(xml);
        }
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
