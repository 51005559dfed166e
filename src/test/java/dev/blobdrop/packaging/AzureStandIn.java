package dev.blobdrop.packaging;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.blobdrop.commands.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// A copy of `packaging` in which the scripts run with an `az` that keeps its Azure in a file, see
/// `az_stand_in.py`, and a `kubectl` that only notes its calls.
final class AzureStandIn {
    private static final Path SCRIPT = Path.of("src/test/python/az_stand_in.py").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Set<String> READING =
            Set.of("show", "list", "exists", "version", "show-tags", "get-credentials");

    /// Hands its words over to the process that answers for all, as `az_stand_in.py` reads them.
    private static final String AZ = """
        exec 3<>/dev/tcp/127.0.0.1/%d
        printf '%%s\\0' "$#" "$AZ_STATE" "$@" >&3
        IFS= read -r -d '' exit <&3
        IFS= read -r -d '' error <&3
        IFS= read -r -d '' output <&3
        printf '%%s' "$error" >&2
        printf '%%s' "$output"
        exit "$exit"
        """;

    /// Ends when its input does, which this JVM holds open.
    private static Process answering;

    private static int port;

    private final Path folder;

    /// @param python one that has az's libraries
    AzureStandIn(Path folder, Path python) throws IOException {
        this.folder = folder;
        Tree.copy(Path.of("packaging"), folder.resolve("packaging"));
        Files.createDirectory(folder.resolve("bin"));
        Files.createDirectory(folder.resolve("tmp"));
        program("az", AZ.formatted(port(python)));
        program("kubectl", "printf '%s\\n' \"$*\" >>\"$AZ_STATE/kubectl\"");
        // A second request finds it, so waiting does not help.
        program("sleep", "exit 0");
        state(new JsonObject());
    }

    private static synchronized int port(Path python) throws IOException {
        if (answering == null) {
            answering = new ProcessBuilder(python.toString(), SCRIPT.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String line = answering.inputReader().readLine();
            port = Integer.parseInt(Objects.requireNonNull(line, "az_stand_in.py has not begun"));
        }
        return port;
    }

    private void program(String name, String text) throws IOException {
        Path file = folder.resolve("bin").resolve(name);
        Files.writeString(file, "#!/bin/bash\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    JsonObject state() throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve("state.json")))
                .getAsJsonObject();
    }

    void state(JsonObject state) throws IOException {
        Files.writeString(folder.resolve("state.json"), state.toString());
    }

    /// Sets one property of what Azure is like.
    void set(String name, JsonElement value) throws IOException {
        JsonObject state = state();
        state.add(name, value);
        state(state);
    }

    Path config() {
        return folder.resolve("packaging/k8s/common/config.env");
    }

    /// Runs one of the scripts, without a terminal.
    Run run(String script, String... arguments) throws IOException {
        return Run.of(LIMIT, environment(), "", command(script, arguments));
    }

    /// Runs one of the scripts in its own terminal, with this as the typed input.
    Run runAtTerminal(String typed, String script, String... arguments) throws IOException {
        String line = command(script, arguments).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        List<String> command = List.of("script", "--quiet", "--return", "--command", line, "/dev/null");
        return Run.of(LIMIT, environment(), typed, command);
    }

    private List<String> command(String script, String... arguments) throws IOException {
        Files.deleteIfExists(folder.resolve("calls"));
        List<String> command = new ArrayList<>(List.of(
                "bash",
                folder.resolve("packaging/azure").resolve(script).toString(),
                "--resource-group",
                "rg-uploads",
                "--storage-account",
                "contoso"));
        command.addAll(List.of(arguments));
        return command;
    }

    private Map<String, String> environment() {
        return Map.of(
                "PATH",
                folder.resolve("bin") + ":/usr/bin:/bin",
                "HOME",
                folder.toString(),
                "TMPDIR",
                folder.resolve("tmp").toString(),
                "LANG",
                "C.UTF-8",
                "SHELL",
                "/bin/bash",
                "AZ_STATE",
                folder.toString());
    }

    /// The words of each call of az in the last run.
    List<List<String>> calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls)
                ? Files.readAllLines(calls).stream()
                        .map(line -> JsonParser.parseString(line).getAsJsonArray().asList().stream()
                                .map(JsonElement::getAsString)
                                .toList())
                        .toList()
                : List.of();
    }

    /// The commands of the last run that change something in Azure, without their options.
    List<String> changes() throws IOException {
        return calls().stream()
                .map(AzureStandIn::command)
                .filter(command -> !READING.contains(command.replaceAll(".* ", "")))
                .toList();
    }

    private static String command(List<String> words) {
        return String.join(
                " ", words.stream().takeWhile(word -> !word.startsWith("-")).toList());
    }

    /// The arguments of each call of kubectl in all runs.
    List<String> kubectl() throws IOException {
        Path calls = folder.resolve("kubectl");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    /// What the scripts have left in the folder for temporary files.
    String[] leftovers() {
        return folder.resolve("tmp").toFile().list();
    }
}
