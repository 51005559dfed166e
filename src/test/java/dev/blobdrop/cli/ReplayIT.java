package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A recorded run is shown again as it was, from its summary line alone.
@ExtendWith(FreshSandbox.class)
class ReplayIT {
    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    private Path directory;

    private Path recorded(Map<String, String> environment, String... options) throws IOException {
        String[] arguments = java.util.Arrays.copyOf(options, options.length + 3);
        System.arraycopy(options, 0, arguments, 1, options.length);
        arguments[0] = "whoami";
        arguments[arguments.length - 2] = "--output";
        arguments[arguments.length - 1] = "json";
        return write(Blobdrop.run(environment, arguments).out());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("recorded"), text);
    }

    private static CommandRun replay(Path file) {
        return Blobdrop.run(Map.of(), "whoami", "--replay", file.toString());
    }

    /// What stands below the marker, without times, which differ from run to run.
    private static String told(CommandRun run) {
        String out = Golden.normal(run.out());
        assertThat(out).startsWith("Replay of a run recorded at TIME (exit code ");
        return out.substring(out.indexOf("\n\n") + 2).replaceAll(" +0 ms", " 0 ms");
    }

    private void assertShownAsLive(Map<String, String> environment, String... options) throws IOException {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "whoami";
        System.arraycopy(options, 0, arguments, 1, options.length);
        CommandRun live = Blobdrop.run(environment, arguments);
        CommandRun replay = replay(recorded(environment, options));

        assertThat(replay.exit()).isZero();
        assertThat(told(replay)).isEqualTo(Golden.normal(live.out()).replaceAll(" +0 ms", " 0 ms"));
        assertThat(replay.err()).isEqualTo(live.err());
    }

    @Test
    void everyKindOfRunIsShownAsItWas() throws Exception {
        Map<String, String> pod = azure.podEnvironment();
        assertShownAsLive(pod);
        assertShownAsLive(pod, "--credential", "workload-identity", "--write-probe");
        assertShownAsLive(pod, "--survey");
        assertShownAsLive(Variables.without(pod, "STORAGE_ACCOUNT_URL"));
        assertShownAsLive(azure.laptopEnvironment());
        assertShownAsLive(Variables.with(pod, "AZURE_CLIENT_SECRET", "not-the-secret"));
    }

    @Test
    void replayContactsNoServiceAndNeedsOnlyTheSummaryLine() throws Exception {
        Path file = recorded(azure.podEnvironment());
        int exchanges = azure.identityProvider().exchanges().size();
        int requests = azure.gateway().requests().size();
        String summary = Files.readAllLines(file).getLast();
        CommandRun whole = replay(file);
        CommandRun alone = replay(write(summary + "\n"));

        assertThat(alone.out()).isEqualTo(whole.out());
        assertThat(azure.identityProvider().exchanges()).hasSize(exchanges);
        assertThat(azure.gateway().requests()).hasSize(requests);
        Golden.check(
                "replay",
                new CommandRun(
                        java.util.List.of("whoami", "--replay", "FILE"), alone.exit(), alone.out(), alone.err()));
    }

    @Test
    void lastRunOfAPodsLogIsFound() throws Exception {
        String first = Files.readString(recorded(Variables.without(azure.podEnvironment(), "X")));
        String last = Files.readString(recorded(azure.podEnvironment(), "--write-probe"));
        String log = "Starting up {not json\n"
                + first
                + "{\"level\":\"INFO\",\"message\":\"between\"}\n"
                + last.lines()
                        .map(line -> "2026-01-31T12:00:00.123456789Z stdout F " + line + "\n")
                        .collect(Collectors.joining())
                + "{\"event\":\"summary\",\"command\":\"upload\",\"exitCode\":0}\ndone\n";

        CommandRun run = replay(write(log));

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("wrote an empty blob and deleted it");
    }

    @Test
    void replayCanBeReadFromStandardInput() throws Exception {
        Path file = recorded(azure.podEnvironment());
        Process process = new ProcessBuilder(Blobdrop.PROGRAM.toString(), "whoami", "--replay", "-")
                .redirectInput(file.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).isZero();
        assertThat(out).isEqualTo(replay(file).out());
    }

    @Test
    void replayAsJsonKeepsEverything() throws Exception {
        Path file = recorded(azure.podEnvironment(), "--write-probe");
        Map<String, Object> before = CommandRun.object(Files.readAllLines(file).getLast());
        CommandRun run = Blobdrop.run(Map.of(), "whoami", "--replay", file.toString(), "--output", "json");

        assertThat(run.summary()).containsEntry("replayed", true).containsAllEntriesOf(before);
    }
}
