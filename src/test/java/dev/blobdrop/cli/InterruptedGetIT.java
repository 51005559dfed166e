package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What an interrupted `get` leaves, and how the next one goes on.
class InterruptedGetIT extends GetCase {
    /// How much of a large blob one request downloads.
    private static final int PART = 2 * MIB;

    @Test
    void sameCommandResumesAnInterruptedDownload() throws Exception {
        byte[] content = random(30 * MIB);
        blob("large", content);
        Blobdrop.Running running = Blobdrop.start(
                directory,
                azure.podEnvironment(),
                Blobdrop.PROGRAM,
                "get",
                "large",
                "--to",
                "here",
                "--bandwidth",
                "6MiB");
        await().atMost(Duration.ofMinutes(1)).until(() -> noted() >= 4);
        running.signal("TERM");
        CommandRun first = running.await();

        assertThat(first.exit()).isEqualTo(143);
        assertThat(first.err()).contains("Downloaded parts of large blobs are kept.");
        int before = azure.gateway().requests().size();
        int missing = 30 * MIB / PART - (int) noted();
        CommandRun run = get("large");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("(30.0 MiB, ", " of it from an earlier run)");
        assertThat(Files.readAllBytes(file("large"))).isEqualTo(content);
        assertThat(files()).containsExactly("here/large");
        assertThat(azure.gateway()
                        .requests()
                        .subList(before, azure.gateway().requests().size()))
                .filteredOn(request -> request.method().equals("GET"))
                .filteredOn(request -> request.path().endsWith("/large"))
                .hasSize(missing);
    }

    /// How many parts are noted as arrived: 8 bytes each behind a head of 32.
    private long noted() throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(path -> path.toString().endsWith(".parts"))
                    .mapToLong(path -> {
                        try {
                            byte[] all = Files.readAllBytes(path);
                            int count = 0;
                            for (int at = 32; at + 8 <= all.length; at += 8) {
                                count += all[at + 4] != 0 || all[at + 5] != 0 ? 1 : 0;
                            }
                            return count;
                        } catch (IOException e) {
                            return 0;
                        }
                    })
                    .sum();
        }
    }

    @Test
    void interruptedDownloadLeavesItsSummaryAndNoPart() throws Exception {
        blob("large", random(30 * MIB));

        Blobdrop.Running running = Blobdrop.start(
                directory,
                azure.podEnvironment(),
                Blobdrop.PROGRAM,
                "get",
                "large",
                "--bandwidth",
                "2MiB",
                "--output",
                "json");
        await().atMost(Duration.ofMinutes(1)).until(() -> !files().isEmpty());
        running.signal("TERM");
        CommandRun run = running.await();

        assertThat(run.exit()).isEqualTo(143);
        assertThat(run.summary()).containsEntry("interrupted", true).containsEntry("left", 1);
        assertThat(files()).isEmpty();
    }
}
