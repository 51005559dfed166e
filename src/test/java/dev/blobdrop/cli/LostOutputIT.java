package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot be printed is said, and the exit code is not that of a run in which all went well.
@ExtendWith(FreshSandbox.class)
class LostOutputIT {
    private static final Path FULL = Path.of("/dev/full");

    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    /// The program as a shell starts it, with its standard output led elsewhere.
    private CommandRun shell(String script, String... arguments) {
        List<String> words = new ArrayList<>(List.of("-c", script, Blobdrop.PROGRAM.toString()));
        words.addAll(List.of(arguments));
        return Blobdrop.start(directory, azure.podEnvironment(), Path.of("/bin/sh"), words.toArray(String[]::new))
                .await();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls workloadidentity --recursive",
                "whoami --output json",
                "upload a.txt --output json --summary-file summary.json"
            })
    void fullDiskIsReported(String line) throws Exception {
        assumeTrue(Files.exists(FULL), "there is no /dev/full here");
        Files.writeString(directory.resolve("a.txt"), "content");
        azure.blobs().put(azure.container(), "there.txt", new byte[] {1});

        CommandRun run = shell("exec \"$0\" \"$@\" > /dev/full", line.split(" "));

        assertThat(run.exit()).as(run.err()).isEqualTo(20);
        assertThat(run.err())
                .contains("Error: Cannot write to standard output (output-lost)")
                .contains("No space left on device.");
        if (line.contains("--summary-file")) {
            assertThat(directory.resolve("summary.json")).content().contains("\"exitCode\":20", "\"uploaded\":1");
        }
    }

    @Test
    void summaryThatCannotBeSavedIsReported() throws Exception {
        assumeTrue(Files.exists(FULL), "there is no /dev/full here");
        Path file = Files.writeString(directory.resolve("a.txt"), "content");

        CommandRun run =
                Blobdrop.run(azure.podEnvironment(), "upload", file.toString(), "--summary-file", FULL.toString());

        assertThat(run.exit()).as(run.err()).isEqualTo(20);
        assertThat(run.err()).contains("(summary-lost)", "No space left on device");
        assertThat(azure.blobs().list(azure.container())).containsExactly("a.txt");
    }

    /// As `head` does. What was read is enough for the reader, so all is well.
    @Test
    void aReaderThatGoesAwayIsNoTrouble() {
        CommandRun run = shell("{ \"$0\" \"$@\"; echo \"exit code $?\" >&2; } | :", "whoami");

        assertThat(run.err()).contains("exit code 0").doesNotContain("Error");
    }
}
