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

/// What Kubernetes shows of a container that has ended (`kubectl describe pod`): the summary as one
/// JSON object of at most 4096 bytes, the most that the kubelet keeps.
public final class TerminationMessage {
    static final int MOST_BYTES = 4096;

    /// The kubelet makes this file before the container starts ("Determine the reason for pod
    /// failure" in the manual of Kubernetes).
    private static final Path USUAL = Path.of("/dev/termination-log");

    /// Another `terminationMessagePath`, or a file to try it with.
    private static final String VARIABLE = "BLOBDROP_TERMINATION_LOG";

    private static final Set<String> COMMANDS = Set.of("hello", "upload", "watch", "doctor");

    /// Where a summary says what went wrong, the first that is there.
    private static final List<String> CAUSES = List.of("problem", "stoppedBy", "cause", "firstFailure");

    private static final List<String> KEPT = List.of(
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

    /// Characters of one text, tried one after the other until the whole fits.
    private static final List<Integer> LENGTHS = List.of(1500, 700, 300, 120, 40);

    private TerminationMessage() {}

    /// Whether a pod runs this command for its own sake. Others are run in a container beside what
    /// it is for, whose message they must not touch.
    public static boolean isLeftBy(String command) {
        return COMMANDS.contains(command);
    }

    /// Writes it where the container's runtime reads it; does nothing outside of a cluster.
    public static void leave(Environment environment, Json summary, Console console) {
        Optional<Path> given = environment.get(VARIABLE).map(Path::of);
        Optional<Path> usual =
                Optional.of(USUAL).filter(file -> environment.inKubernetes() && Files.isRegularFile(file));
        given.or(() -> usual).ifPresent(file -> write(file, of(summary), console));
    }

    /// The file is a mount of its own: it is written in place, not replaced.
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
        for (String name : KEPT) {
            summary.value(name).ifPresent(value -> message.with(name, cut(value, length)));
        }
        CAUSES.stream()
                .flatMap(name -> summary.value(name).stream())
                .findFirst()
                .map(value -> (Map<?, ?>) value)
                .ifPresent(cause -> message.with("cause", cause(cause, length)));
        return message;
    }

    /// A problem, or the doctor's cause around one.
    private static Json cause(Map<?, ?> cause, int length) {
        Json shorter = new Json();
        Optional.ofNullable(cause.get("row")).ifPresent(row -> shorter.with("row", row));
        Map<?, ?> problem = cause.get("problem") instanceof Map<?, ?> inner ? inner : cause;
        for (String name : List.of("code", "title", "detail")) {
            Optional.ofNullable(problem.get(name)).ifPresent(value -> shorter.with(name, cut(value, length)));
        }
        if (problem.get("remedy") instanceof List<?> remedy && !remedy.isEmpty()) {
            shorter.with(
                    "fix",
                    remedy.stream()
                            .limit(MOST_REMEDIES)
                            .map(line -> cut(line, length))
                            .toList());
        }
        return shorter;
    }

    private static Object cut(Object value, int length) {
        if (!(value instanceof String text) || text.length() <= length) {
            return value;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "…";
    }
}
