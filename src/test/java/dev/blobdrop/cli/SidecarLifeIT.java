package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.ProjectedToken;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What happens to a sidecar in two hours, in less than a minute: the service account's token is
/// rotated five times, the access token expires three times, the network is cut twice, and another
/// process writes 2,000 files meanwhile. All arrive, once.
@ExtendWith(FreshSandbox.class)
class SidecarLifeIT {
    private static final int FILES = 2_000;

    /// Writes every other file under a passing name first, as careful programs do.
    private static final String PRODUCER = """
        i=0
        while [ $i -lt 2000 ]; do
            folder=out/h$((i / 250))
            mkdir -p $folder
            if [ $((i % 2)) = 0 ]; then
                echo "content of $i" >$folder/f$i.txt
            else
                echo "content of $i" >$folder/.f$i.part
                mv $folder/.f$i.part $folder/f$i.txt
            fi
            i=$((i + 1))
            [ $((i % 20)) != 0 ] || sleep 0.15
        done
        """;

    private final Sandbox azure = SharedSandbox.get();
    private final List<String> projected = new ArrayList<>();

    @TempDir
    Path directory;

    private int port;

    @Test
    void everyFileArrivesOnce() throws Exception {
        Files.createDirectory(directory.resolve("out"));
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        long begin = System.nanoTime();
        var sidecar = Blobdrop.start(
                directory,
                azure.podEnvironment(),
                Blobdrop.PROGRAM,
                "watch",
                "out",
                "--exclude=*.part",
                "--credential=workload-identity",
                "--output=json",
                "--health-port=" + port);
        Process producer = new ProcessBuilder("sh", "-c", PRODUCER)
                .directory(directory.toFile())
                .inheritIO()
                .start();
        try {
            live(sidecar);
            assertThat(producer.waitFor(60, TimeUnit.SECONDS))
                    .as("files are written")
                    .isTrue();
            awaitUploaded(FILES, sidecar);
        } finally {
            producer.destroy();
            sidecar.signal("TERM");
        }
        CommandRun run = sidecar.await();

        assertThat(run.exit()).as(run.err()).isEqualTo(143);
        assertThat(run.summary()).containsEntry("left", 0).containsEntry("endedBy", "stopped");
        assertThat(azure.blobs().list(azure.container())).hasSize(FILES).allMatch(this::isRight);
        assertThat(writes().values()).as("never written twice").containsOnly(1L);
        assertThat(endings(run)).as("accounted for once").hasSize(FILES).containsOnly(1L);
        Set<String> used = assertions();
        assertThat(used).as("tokens of the volume that were exchanged").containsAll(projected);
        System.out.printf(
                "| a sidecar's life | %d files, %d exchanges, %.0f s |%n",
                FILES, azure.identityProvider().exchanges().size(), (System.nanoTime() - begin) / 1e9);
    }

    /// After each expiry the next request needs the token that lies in the volume then.
    private void live(Blobdrop.Running sidecar) {
        for (int turn = 1; turn <= 5; turn++) {
            awaitUploaded(turn * 250, sidecar);
            ProjectedToken token = azure.cluster().rotate();
            if (turn % 2 == 1) {
                projected.add(token.id());
                azure.identityProvider().accessTokens().expireAll();
            } else {
                azure.gateway().stop();
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> metric("queue_files") > 50);
                azure.gateway().start();
            }
        }
    }

    private void awaitUploaded(int count, Blobdrop.Running sidecar) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() ->
                        !sidecar.isAlive() || metric("uploaded_files_total") + metric("skipped_files_total") >= count);
    }

    /// A number of the sidecar's own; 0 while it does not answer yet.
    private double metric(String name) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("blobdrop_" + name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private boolean isRight(String name) {
        return name.matches("h[0-7]/f\\d+\\.txt");
    }

    /// Successful writes of each blob, but for those whose answer was lost when the network was
    // cut.
    private Map<String, Long> writes() {
        return azure.gateway().requests().stream()
                .filter(request -> request.method().equals("PUT") && request.status() == 201)
                .filter(request -> request.path().contains(".txt"))
                .collect(Collectors.groupingBy(r -> r.path(), Collectors.counting()));
    }

    /// How often each file was told to have ended.
    private static Collection<Long> endings(CommandRun run) {
        return run.events().stream()
                .filter(event -> Set.of("uploaded", "skipped").contains(event.get("event")))
                .collect(Collectors.groupingBy(event -> event.get("source").toString(), Collectors.counting()))
                .values();
    }

    private Set<String> assertions() {
        return azure.identityProvider().exchanges().stream()
                .map(exchange -> exchange.assertion().orElseThrow().id())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
