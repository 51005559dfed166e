package dev.blobdrop.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The blob service: Azurite as a Node.js process of its own, over HTTPS, with blobs on disk.
///
/// It can be stopped and started again on the same port with its blobs, which is what a service
/// that is down for a while looks like.
public final class Azurite implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Ends Azurite when its standard input closes, hence also when this JVM is killed outright. It
    /// waits a little, because an orderly end has its blobs to write first.
    private static final String WATCH =
            "process.stdin.on('end', () => setTimeout(() => process.exit(0), 3000).unref());\n"
                    + "process.stdin.resume();\n";

    /// Its blobs need to outlive the process, not the machine, so it does not wait for the disk.
    private static final String NO_FLUSH = "require('fs').fdatasync = (file, done) => process.nextTick(done, null);\n";

    /// A connection ends when the client ends it: one that Azurite closes after its five seconds
    /// may have a request on its way that is then lost. Its own option for this is not read in
    /// 3.37.
    private static final String KEEP_ALIVE =
            "Object.defineProperty(require('https').Server.prototype, 'keepAliveTimeout',"
                    + " { get: () => 0, set: () => {} });\n";

    private final NodeRuntime runtime;
    private final AzuriteInstallation installation;
    private final Path state;
    private final String account;
    private final int port;
    private final String key;
    private Optional<ChildProcess> process = Optional.empty();

    /// Starts the process and returns at once; [#awaitReady] waits for it.
    Azurite(
            NodeRuntime runtime,
            AzuriteInstallation installation,
            Path state,
            ServerCertificate certificate,
            String account,
            int wantedPort) {
        this.runtime = runtime;
        this.installation = installation;
        this.state = state;
        this.account = account;
        this.port = Ports.available(wantedPort);
        byte[] random = new byte[64];
        new SecureRandom().nextBytes(random);
        this.key = Base64.getEncoder().encodeToString(random);
        try {
            Files.createDirectories(state.resolve("blobs"));
            Files.writeString(state.resolve("watch.cjs"), WATCH + NO_FLUSH + KEEP_ALIVE);
        } catch (IOException e) {
            throw new SandboxException("Azurite's directory is not writable: " + e.getMessage(), e);
        }
        certificate.write(state.resolve("server.pem"), state.resolve("server.key"));
        launch();
    }

    public int port() {
        return port;
    }

    /// Where the process writes what it has to say.
    public Path log() {
        return state.resolve("azurite.log");
    }

    public boolean running() {
        return current().map(ChildProcess::isAlive).orElse(false);
    }

    /// The process's id while there is one.
    public Optional<Long> pid() {
        return current().map(ChildProcess::pid);
    }

    public synchronized void start() {
        if (!running()) {
            launch();
            awaitReady();
        }
    }

    public synchronized void stop() {
        process.ifPresent(ChildProcess::close);
        process = Optional.empty();
    }

    @Override
    public void close() {
        stop();
    }

    void awaitReady() {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!Ports.answers(port)) {
            if (!running()) {
                throw new SandboxException("Azurite ended during its start: " + lastWords());
            }
            if (Instant.now().isAfter(deadline)) {
                throw new SandboxException(
                        "Azurite did not answer within %d seconds: %s".formatted(PATIENCE.toSeconds(), lastWords()));
            }
            pause();
        }
    }

    private synchronized Optional<ChildProcess> current() {
        return process;
    }

    private String lastWords() {
        List<String> lines = current().map(ChildProcess::lines).orElse(List.of());
        return lines.isEmpty() ? "it said nothing." : lines.getLast();
    }

    private synchronized void launch() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", runtime.node().getParent().toString());
        environment.put("HOME", state.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("AZURITE_ACCOUNTS", account + ":" + key);
        List<String> command = List.of(
                runtime.node().toString(),
                // A third of its time would be collecting garbage.
                "--max-semi-space-size=64",
                "--initial-heap-size=1024",
                "--require",
                state.resolve("watch.cjs").toString(),
                installation.program().toString(),
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                String.valueOf(port),
                "--blobKeepAliveTimeout",
                "90",
                "--cert",
                state.resolve("server.pem").toString(),
                "--key",
                state.resolve("server.key").toString(),
                "--location",
                state.resolve("blobs").toString(),
                "--oauth",
                "basic",
                "--skipApiVersionCheck",
                "--disableProductStyleUrl",
                "--disableTelemetry",
                "--silent");
        try {
            process = Optional.of(ChildProcess.start(command, state, environment, log()));
        } catch (IOException e) {
            throw new SandboxException("Node.js could not be started: " + e.getMessage(), e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("The start of Azurite was interrupted.", e);
        }
    }
}
