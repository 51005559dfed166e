package dev.blobdrop.sandbox;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.BindException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/// An HTTPS server on loopback that can be stopped and started again on its port.
final class SecureServer implements AutoCloseable {
    static {
        // Without it each small answer waits 40 ms for the peer's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Beyond 200 it would close connections that a client is just about to use.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
    }

    private record Running(HttpsServer server, ExecutorService threads) {}

    private final SSLContext context;
    private final HttpHandler handler;
    private final int port;
    private Optional<Running> running = Optional.empty();

    SecureServer(int wantedPort, SSLContext context, HttpHandler handler) {
        this.context = context;
        this.handler = handler;
        this.port = start(wantedPort);
    }

    int port() {
        return port;
    }

    synchronized void start() {
        if (running.isEmpty()) {
            start(port);
        }
    }

    private synchronized int start(int wanted) {
        try {
            var server = HttpsServer.create(Ports.address(wanted), 0);
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            server.setExecutor(threads);
            server.createContext("/", handler);
            server.start();
            running = Optional.of(new Running(server, threads));
            return server.getAddress().getPort();
        } catch (BindException e) {
            throw Ports.taken(wanted);
        } catch (IOException e) {
            throw new SandboxException("A server on 127.0.0.1 did not start: " + e.getMessage(), e);
        }
    }

    synchronized void stop() {
        running.ifPresent(now -> {
            now.server().stop(0);
            now.threads().shutdownNow();
        });
        running = Optional.empty();
    }

    @Override
    public void close() {
        stop();
    }
}
