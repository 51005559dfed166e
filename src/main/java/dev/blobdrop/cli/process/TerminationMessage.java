package dev.blobdrop.cli.process;

import dev.blobdrop.cli.output.Console;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Visible;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The summary as Kubernetes shows it after a container has ended (`kubectl describe pod`): one
/// JSON object of at most 4096 bytes, the kubelet's limit.
public final class TerminationMessage {
    static final int MOST_BYTES = 4096;

    /// The kubelet creates this file before the container starts ("Determine the Reason for Pod
    /// Failure" in the Kubernetes documentation).
    private static final Path DEFAULT_FILE = Path.of("/dev/termination-log");

    /// For a pod with another `terminationMessagePath`, and for tests.
    private static final String VARIABLE = "BLOBDROP_TERMINATION_LOG";

    private static final Set<String> COMMANDS = Set.of("hello", "upload", "watch", "doctor");

    /// The fields of a summary that say what went wrong; the first one present counts.
    private static final List<String> CAUSES = List.of("problem", "stoppedBy", "cause", "firstFailure");

    private static final List<String> FIELDS = List.of(
            "command",
            "exitCode",
            "account",
            "container",
            "blob",
            "found",
            "uploaded",
            "skipped",
            "failed",
            "left",
            "bytes",
            "resumableFiles",
            "resumableBytes",
            "millis",
            "interrupted",
            "endedBy",
            "proven");

    private static final int MOST_REMEDIES = 4;

    /// Lengths of one text in characters, tried in order until the whole message fits.
    private static final List<Integer> LENGTHS = List.of(1500, 700, 300, 120, 40);

    private TerminationMessage() {}

    /// Whether this command is a pod's main purpose. The others run beside another main process,
    /// whose message they must not overwrite.
    public static boolean appliesTo(String command) {
        return COMMANDS.contains(command);
    }

    /// Writes the message where the container runtime reads it. Does nothing outside a cluster.
    public static void write(Environment environment, Json summary, Console console) {
        Optional<Path> override = environment.get(VARIABLE).map(Path::of);
        Optional<Path> standard =
                Optional.of(DEFAULT_FILE).filter(file -> environment.inKubernetes() && Files.isRegularFile(file));
        override.or(() -> standard).ifPresent(file -> write(file, of(summary), console));
    }

    /// Writes in place, because the file is a mount point and cannot be replaced.
    private static void write(Path file, String message, Console console) {
        try {
            OpenOption[] options = {
                StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING
            };
            Files.writeString(file, message, options);
        } catch (IOException e) {
            console.err().println(Visible.of("Cannot write the termination message to " + file + "."));
        }
    }

    static String of(Json summary) {
        String text = "";
        for (int length : LENGTHS) {
            text = of(summary, length).toString();
            if (text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
                return text;
            }
        }
        return text;
    }

    private static Json of(Json summary, int length) {
        Json message = new Json();
        for (String name : FIELDS) {
            summary.value(name).ifPresent(value -> message.with(name, cut(value, length)));
        }
        CAUSES.stream()
                .flatMap(name -> summary.value(name).stream())
                .findFirst()
                .map(value -> (Map<?, ?>) value)
                .ifPresent(cause -> message.with("cause", cause(cause, length)));
        return message;
    }

    /// @param cause a problem, or the doctor's cause, which contains one
    private static Json cause(Map<?, ?> cause, int length) {
        Json result = new Json();
        Optional.ofNullable(cause.get("row")).ifPresent(row -> result.with("row", row));
        Map<?, ?> problem = cause.get("problem") instanceof Map<?, ?> inner ? inner : cause;
        for (String name : List.of("code", "title", "detail")) {
            Optional.ofNullable(problem.get(name)).ifPresent(value -> result.with(name, cut(value, length)));
        }
        if (problem.get("remedy") instanceof List<?> remedy && !remedy.isEmpty()) {
            result.with(
                    "fix",
                    remedy.stream()
                            .limit(MOST_REMEDIES)
                            .map(line -> cut(line, length))
                            .toList());
        }
        return result;
    }

    private static Object cut(Object value, int length) {
        if (!(value instanceof String text) || text.length() <= length) {
            return value;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "…";
    }
}
