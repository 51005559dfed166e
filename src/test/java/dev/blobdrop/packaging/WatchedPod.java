package dev.blobdrop.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.blobdrop.commands.Run;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `watch /data` in the image, started as the kubelet starts a sidecar: with a file for its
/// termination message and a port for its health.
record WatchedPod(Podman podman, String name, int port, Path log) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /// Returns when it says that it is ready.
    static WatchedPod start(Podman podman, RestrictedPod pod, Path directory) throws Exception {
        // The kubelet lets everybody write it.
        Path log = Files.createFile(directory.resolve("termination-log"));
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-rw-rw-"));
        int port = freePort();
        List<String> words = new ArrayList<>(pod.options());
        words.remove("--rm");
        words.add("--detach");
        words.add("--volume=" + log + ":/dev/termination-log");
        words.add(podman.image());
        words.addAll(List.of("watch", "/data", "--health-port=" + port, "--output=json"));
        Run started = podman.run(words.toArray(String[]::new));
        assertThat(started.exit()).as(started.err()).isZero();
        WatchedPod watched = new WatchedPod(podman, started.out().strip(), port, log);
        await().atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> watched.ask("/readyz").statusCode() == 200);
        return watched;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    /// What the kernel says of its only process.
    String status() throws IOException {
        Run pid = podman.run("inspect", "--format={{.State.Pid}}", name);
        return Files.readString(Path.of("/proc", pid.out().strip(), "status"));
    }

    /// Ends it as the kubelet does, which waits for the grace period.
    ///
    /// @return what it has printed
    Run terminate() {
        podman.run("stop", "--time=60", name);
        return podman.run("logs", name);
    }

    int exit() {
        return Integer.parseInt(podman.run("inspect", "--format={{.State.ExitCode}}", name)
                .out()
                .strip());
    }

    /// What `kubectl describe pod` would show.
    JsonObject message() throws IOException {
        return JsonParser.parseString(Files.readString(log)).getAsJsonObject();
    }
}
