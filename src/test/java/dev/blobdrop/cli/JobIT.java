package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.LoggedRequest;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A Job of Kubernetes, pod by pod: each starts the same command on the same volume, as the
/// manifest `overlays/job` has it, until one ends with 0.
@ExtendWith(FreshSandbox.class)
class JobIT {
    private static final int MIB = 1 << 20;
    private static final int BLOCK = 8 * MIB;

    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    private Blobdrop.Running pod(String... more) {
        List<String> words = new ArrayList<>(
                List.of("upload", "data", "--if-exists=skip", "--credential=workload-identity", "--output=json"));
        words.addAll(List.of(more));
        return Blobdrop.start(
                directory,
                Variables.with(
                        azure.podEnvironment(),
                        "BLOBDROP_TERMINATION_LOG",
                        directory.resolve("message").toString()),
                Blobdrop.PROGRAM,
                words.toArray(String[]::new));
    }

    private Map<String, Object> message() throws IOException {
        return CommandRun.object(Files.readString(directory.resolve("message")));
    }

    private List<LoggedRequest> puts(String query) {
        return azure.gateway().requests().stream()
                .filter(request -> request.method().equals("PUT") && request.status() == 201)
                .filter(request -> request.path().contains("/data%2F"))
                .filter(request -> request.query().contains(query))
                .toList();
    }

    @Test
    void exit20AndThen0OnTheSecondPodWithoutADuplicate() throws Exception {
        int files = 300;
        Path data = Files.createDirectory(directory.resolve("data"));
        for (int i = 0; i < files; i++) {
            Files.writeString(data.resolve("f" + i), "content " + i);
        }

        var first = pod("--patience=2s", "--concurrency=2");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> puts("").size() >= 20 || !first.isAlive());
        azure.gateway().stop();
        CommandRun failed = first.await();

        assertThat(failed.exit()).as(failed.err()).isEqualTo(20);
        int done = (int) failed.summary().get("uploaded");
        assertThat(done).isBetween(1, files - 1);
        assertThat(message()).containsEntry("exitCode", 20).containsEntry("uploaded", done);

        azure.gateway().start();
        // Two requests may have been applied whose answers never came back.
        List<String> there = azure.blobs().list(azure.container());
        assertThat(there).hasSizeBetween(done, done + 2);

        CommandRun second = pod().await();

        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(second.summary())
                .containsEntry("found", files)
                .containsEntry("skipped", there.size())
                .containsEntry("uploaded", files - there.size())
                .containsEntry("failed", 0);
        assertThat(message()).containsEntry("exitCode", 0).doesNotContainKey("cause");
        assertThat(azure.blobs().list(azure.container())).hasSize(files).containsAll(there);
        assertThat(puts("").stream()
                        .collect(Collectors.groupingBy(LoggedRequest::path))
                        .values())
                .as("no blob is written twice")
                .allMatch(writes -> writes.size() == 1);
    }

    /// The size is what the sandbox's blob service takes within the time that a test may take.
    @Test
    void sigtermInTheMiddleAndTheNextPodSendsOnlyTheMissingBlocks() throws Exception {
        int blocks = 64;
        Path large = Files.createDirectory(directory.resolve("data")).resolve("large.bin");
        try (var out = new RandomAccessFile(large.toFile(), "rw")) {
            out.setLength((long) blocks * BLOCK);
            for (int block = 0; block < blocks; block++) {
                out.seek((long) block * BLOCK);
                out.writeInt(block + 1);
            }
        }
        long begin = System.nanoTime();

        var first = pod();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> puts("comp=block&").size() >= blocks / 3 || !first.isAlive());
        first.signal("TERM");
        CommandRun stopped = first.await();

        assertThat(stopped.exit()).as(stopped.err()).isEqualTo(143);
        int sent = puts("comp=block&").size();
        assertThat(sent).isBetween(blocks / 3, blocks - 1);
        assertThat(message())
                .containsEntry("exitCode", 143)
                .containsEntry("left", 1)
                .containsEntry("resumableFiles", 1);
        assertThat(azure.blobs().list(azure.container()))
                .as("nothing half-done")
                .isEmpty();

        CommandRun second = pod().await();

        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(puts("comp=block&")).as("only the missing blocks").hasSize(blocks);
        assertThat(second.events("uploaded").getFirst()).containsEntry("resumedBytes", sent * BLOCK);
        Path back = azure.blobs().getTo(azure.container(), "data/large.bin", directory.resolve("back"));
        assertThat(Files.mismatch(large, back)).isEqualTo(-1);
        System.out.printf(
                "| SIGTERM in the middle of %d MiB | %d blocks by the first pod, %d by the second," + " %.0f s |%n",
                blocks * BLOCK / MIB, sent, blocks - sent, (System.nanoTime() - begin) / 1e9);
    }
}
