package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Gate;
import dev.blobdrop.sandbox.LoggedRequest;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A signal during the upload of a large file: the process says what it did and ends with the
/// signal's code, nothing half-done is visible, and the next run sends only what is missing.
@ExtendWith(FreshSandbox.class)
class UploadSignalIT {
    private static final int BLOCK = 8 * 1024 * 1024;
    private static final int BLOCKS = 8;
    private static final RequestMatcher STAGE = RequestMatcher.method("PUT").query("comp=block");

    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"TERM,143", "INT,130"})
    void stoppedAndResumed(String signal, int exit) throws Exception {
        Path large = large();
        Path summaryFile = directory.resolve("summary.json");
        azure.gateway().on(STAGE).times(2).delay(Duration.ZERO);
        Gate underWay = azure.gateway().on(STAGE).times(1).hold();
        Gate late = azure.gateway().on(STAGE).hold();

        var running = Blobdrop.start(
                directory,
                Variables.with(azure.podEnvironment(), "BLOBDROP_JAVA_OPTS", "-Xmx96m"),
                Blobdrop.PROGRAM,
                "upload",
                "large.bin",
                "--concurrency",
                "1",
                "--output",
                "json",
                "--summary-file",
                summaryFile.toString());
        underWay.awaitArrived(1);
        running.signal(signal);
        // What it begins before it has heard the signal does not arrive.
        underWay.open();
        CommandRun first = running.await();
        late.open();

        assertThat(first.exit()).as(first.err()).isEqualTo(exit);
        assertThat(first.events()).hasSize(1);
        Map<String, Object> summary = first.events("summary").getFirst();
        assertThat(summary)
                .containsEntry("interrupted", true)
                .containsEntry("exitCode", exit)
                .containsEntry("uploaded", 0)
                .containsEntry("failed", 0)
                .containsEntry("left", 1);
        assertThat(CommandRun.object(Files.readString(summaryFile))).isEqualTo(summary);
        assertThat(first.err()).contains("Stopped. To continue, run the same command again", "1 not completed");
        assertThat(azure.blobs().list(azure.container()))
                .as("nothing half-done")
                .isEmpty();
        int sent = staged().size();
        assertThat(summary)
                .containsEntry("bytes", sent * BLOCK)
                .containsEntry("resumableFiles", 1)
                .containsEntry("resumableBytes", sent * BLOCK);
        assertThat(Instant.parse(summary.get("resumableUntil").toString()))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(7)).minusSeconds(600),
                        Instant.now().plus(Duration.ofDays(7)));
        assertThat(first.err()).contains("The service keeps", "of 1 file until ");
        assertThat(sent).as("blocks sent before the end").isEqualTo(3);

        CommandRun second = Blobdrop.run(azure.podEnvironment(), "upload", large.toString(), "--output", "json");

        assertThat(second.exit()).isZero();
        assertThat(staged()).as("only the missing blocks").hasSize(BLOCKS);
        assertThat(second.events("uploaded").getFirst())
                .containsEntry("resumedBytes", sent * BLOCK)
                .containsEntry("bytes", BLOCKS * BLOCK);
        Path back = azure.blobs().getTo(azure.container(), "large.bin", directory.resolve("back"));
        assertThat(Files.mismatch(large, back)).isEqualTo(-1);
    }

    /// Nothing can be cancelled yet: the sign-in is still tried again.
    @ParameterizedTest
    @CsvSource({
        "upload large.bin --summary-file summary.json,TERM,143",
        "upload large.bin --summary-file summary.json,INT,130",
        "whoami,TERM,143",
        "ls,TERM,143"
    })
    void stoppedWhileSigningIn(String line, String signal, int exit) throws Exception {
        large();
        Map<String, String> environment =
                Variables.with(azure.podEnvironment(), "AZURE_AUTHORITY_HOST", "https://127.0.0.1:10/");
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of("--output", "json", "--credential", "workload-identity"));

        var running = Blobdrop.start(directory, environment, Blobdrop.PROGRAM, words.toArray(String[]::new));
        running.awaitError("retrying in");
        running.signal(signal);
        CommandRun run = running.await();

        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        Map<String, Object> summary = run.summary();
        assertThat(summary).containsEntry("command", words.getFirst());
        assertThat(summary).containsEntry("interrupted", true).containsEntry("exitCode", exit);
        if (line.contains("--summary-file")) {
            Path file = directory.resolve("summary.json");
            assertThat(CommandRun.object(Files.readString(file))).isEqualTo(summary);
        }
    }

    @ParameterizedTest
    @CsvSource({"--resume,2", "--no-resume,4"})
    void resumeCanBeRefused(String option, int blocksSent) throws Exception {
        Path file = directory.resolve("two.bin");
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(BLOCK + 1);
        }
        RequestMatcher commit = RequestMatcher.method("PUT").query("comp=blocklist");
        azure.gateway().on(commit).times(1).answer(409, "LeaseIdMissing");
        assertThat(upload(file, "--resume").exit()).isEqualTo(15);

        CommandRun run = upload(file, option);

        assertThat(run.exit()).isZero();
        assertThat(staged()).hasSize(blocksSent);
        assertThat(azure.blobs().head(azure.container(), "two.bin").length()).isEqualTo(BLOCK + 1);
    }

    private CommandRun upload(Path file, String option) {
        return Blobdrop.run(azure.podEnvironment(), "upload", file.toString(), option);
    }

    private List<LoggedRequest> staged() {
        return azure.gateway().requests().stream()
                .filter(request -> request.query().contains("comp=block&"))
                .filter(request -> request.status() == 201)
                .toList();
    }

    private Path large() throws IOException {
        Path file = directory.resolve("large.bin");
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength((long) BLOCKS * BLOCK);
            for (int block = 0; block < BLOCKS; block++) {
                out.seek((long) block * BLOCK);
                out.writeInt(block + 1);
            }
        }
        return file;
    }
}
