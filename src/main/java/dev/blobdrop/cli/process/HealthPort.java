package dev.blobdrop.cli.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.watch.WatchSnapshot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Answers Kubernetes' probes and Prometheus while a watch runs: `/healthz`, `/readyz`, `/metrics`.
///
/// It listens on all addresses, because the kubelet connects to the pod's address from outside, not
/// to the loopback address. It accepts no input and reveals only numbers and the codes and titles
/// of problems: no file names, no tokens.
public final class HealthPort implements AutoCloseable {
    /// A watch whose loop has not run for this long hangs.
    private static final Duration HUNG = Duration.ofMinutes(1);

    private static final String PAGES = "Pages: /healthz, /readyz, /metrics\n";

    /// The status and body of one page.
    private record Answer(int status, String text) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Starts to listen.
    ///
    /// @param signedIn whether the watch has a token
    /// @throws dev.blobdrop.core.problem.ProblemException when the port is not available
    public HealthPort(int port, BooleanSupplier signedIn, Supplier<WatchSnapshot> watch, Supplier<String> metrics) {
        try {
            server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (IOException e) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "port-in-use",
                            "Port " + port + " is not available",
                            "Another program uses it, or this user is not allowed to.")
                    .withRemedy("--health-port PORT   use another port, 1024 or higher")
                    .withTechnical(e.toString())
                    .asException(e);
        }
        server.setExecutor(threads);
        page("/healthz", () -> alive(watch.get()));
        page("/readyz", () -> ready(watch.get(), signedIn.getAsBoolean()));
        page("/metrics", () -> new Answer(200, metrics.get()));
        page("/", () -> new Answer(200, PAGES));
        server.start();
    }

    /// The port it listens on.
    public int port() {
        return server.getAddress().getPort();
    }

    private static Answer alive(WatchSnapshot now) {
        return now.sinceTick().compareTo(HUNG) < 0
                ? new Answer(200, "ok\n")
                : new Answer(503, "no progress for " + now.sinceTick().toSeconds() + " s\n");
    }

    private static Answer ready(WatchSnapshot now, boolean signedIn) {
        if (!signedIn) {
            return new Answer(503, "not signed in yet\n");
        }
        return now.heldBy()
                .map(p -> new Answer(503, p.code() + ": " + p.title() + "\n"))
                .orElse(new Answer(200, "ready\n"));
    }

    private void page(String path, Supplier<Answer> page) {
        server.createContext(path, exchange -> {
            try (exchange) {
                answer(exchange, path, page);
            }
        });
    }

    private static void answer(HttpExchange exchange, String path, Supplier<Answer> page) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        Answer answer;
        if (!exchange.getRequestURI().getPath().equals(path)) {
            answer = new Answer(404, PAGES);
        } else if (!head && !exchange.getRequestMethod().equals("GET")) {
            answer = new Answer(405, "Only GET is supported.\n");
        } else {
            answer = page.get();
        }
        byte[] text = answer.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), head ? -1 : text.length);
        if (!head) {
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
