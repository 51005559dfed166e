package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.EndlessListing;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who reads the JSON form takes the summary for its end, so it is the last line whenever a signal
/// comes, and every line is whole. A reader who goes away ends a listing.
@ExtendWith(FreshSandbox.class)
@Timeout(180)
class LastLineIT {
    private final Sandbox azure = SharedSandbox.get();
    private EndlessListing endless;

    @BeforeEach
    void start() {
        endless = new EndlessListing(azure.certificateAuthority());
    }

    @AfterEach
    void stop() {
        endless.close();
    }

    private Map<String, String> environment() {
        return Variables.with(azure.podEnvironment(), "STORAGE_ACCOUNT_URL", endless.accountUrl());
    }

    private static String[] words(String line) {
        return (line + " --output json").split(" ");
    }

    /// Each time at another place of the output; the lines come faster than the reader takes them.
    @ParameterizedTest
    @CsvSource({"TERM,143", "INT,130"})
    void itIsTheSummaryWheneverTheSignalComes(String signal, int exit) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 4; i++) {
            Blobdrop.Running running =
                    Blobdrop.start(Path.of(""), environment(), Blobdrop.PROGRAM, words("ls endless --recursive"));
            running.awaitOutput(1 + random.nextInt(200_000));
            running.signal(signal);
            CommandRun run = running.await();

            assertThat(run.exit()).as("seed " + seed + run.err()).isEqualTo(exit);
            assertThat(run.out()).endsWith("\n");
            assertThat(run.summary()).containsEntry("interrupted", true);
        }
    }

    /// The commands that work on a listing, by the signal that Kubernetes sends.
    @ParameterizedTest
    @ValueSource(strings = {"get / --to {dir}", "rm folder/ --recursive --dry-run", "hello"})
    void soItIsForOtherCommands(String line, @TempDir Path directory) {
        Blobdrop.Running running = Blobdrop.start(
                Path.of(""), environment(), Blobdrop.PROGRAM, words(line.replace("{dir}", directory.toString())));
        running.awaitOutput(1);
        running.signal("TERM");
        CommandRun run = running.await();

        assertThat(run.summary()).containsKey("command");
        assertThat(run.exit()).as(run.err()).isIn(143, 3, 0, 20, 1);
    }

    @Test
    void readerThatGoesAwayEndsAListing() {
        List<String> words = new ArrayList<>(List.of(
                "-c", "{ \"$0\" \"$@\"; echo \"exit code $?\" >&2; } | head -n 3", Blobdrop.PROGRAM.toString()));
        words.addAll(List.of("ls", "endless", "--recursive"));
        CommandRun run = Blobdrop.start(Path.of(""), environment(), Path.of("/bin/sh"), words.toArray(String[]::new))
                .await();

        assertThat(run.out().lines()).hasSize(3);
        assertThat(run.err()).contains("exit code 0").doesNotContain("Error");
        assertThat(endless.pages()).isLessThan(20);
    }
}
