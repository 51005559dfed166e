package dev.blobdrop.gui.identity;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.EnvironmentFile;
import dev.blobdrop.core.config.SmallFile;
import dev.blobdrop.core.identity.Injection;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.recording.RecordedRun;
import dev.blobdrop.core.recording.Recording;
import dev.blobdrop.core.storage.Access;
import dev.blobdrop.gui.base.Texts;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The content of files from a pod.
sealed interface PodFiles {
    /// The start of a line that only a recording has.
    String EVENT = "{\"event\":";

    Pattern TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\s*");

    /// A recorded run.
    record Recorded(ChainColumn column) implements PodFiles {}

    /// @param name of the file
    record Variables(String name, Environment environment) implements PodFiles {}

    /// Reads the files and detects their kind; blocks.
    ///
    /// @throws ProblemException if there is nothing usable in them
    static PodFiles read(List<Path> files) {
        Optional<Path> token = Optional.empty();
        Optional<PodFiles> found = Optional.empty();
        for (Path file : files) {
            byte[] bytes = SmallFile.bytes(file, "recording");
            String text = SmallFile.text(bytes);
            if (TOKEN.matcher(text).matches()) {
                token = Optional.of(file);
            } else {
                found = Optional.of(read(name(file), bytes, text));
            }
        }
        Optional<Path> other = token;
        return found.map(read -> other.map(path -> with(read, path)).orElse(read))
                .orElseThrow(PodFiles::nothing);
    }

    private static PodFiles read(String name, byte[] bytes, String text) {
        if (text.contains(EVENT)) {
            return new Recorded(column(name, RecordedRun.read(name, text)));
        }
        try {
            return new Variables(name, EnvironmentFile.parse(name, bytes));
        } catch (ProblemException e) {
            throw neither(name, e.problem()).asException(e);
        }
    }

    /// Replaces the path of the token, whose file exists only in the pod.
    private static PodFiles with(PodFiles read, Path token) {
        if (read instanceof Variables(String name, Environment environment)) {
            Map<String, String> variables = new HashMap<>(environment.variables());
            variables.put(Injection.FILE, token.toString());
            return new Variables(name, Environment.ofPod(variables));
        }
        return read;
    }

    private static ChainColumn column(String name, RecordedRun run) {
        Optional<Recording> whoami = run.whoami();
        String title = Texts.of("chain.from", name);
        String subtitle = whoami.map(seen -> Texts.of("chain.recorded-at", time(seen.recorded())))
                .orElse("");
        return new ChainColumn(
                title,
                subtitle,
                whoami.map(Recording::survey).orElse(false),
                whoami.map(Recording::trace),
                Optional.empty(),
                whoami.map(Recording::access).orElse(List.<Access>of()),
                run.doctor(),
                whoami.flatMap(Recording::problem),
                false);
    }

    private static String time(Instant when) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withZone(ZoneId.systemDefault())
                .format(when);
    }

    private static String name(Path file) {
        return Optional.ofNullable(file.getFileName()).orElse(file).toString();
    }

    private static ProblemException nothing() {
        return Problem.of(
                        Problem.Kind.USAGE,
                        "bad-recording",
                        "A token alone isn't enough",
                        "Drop the pod's environment variables together with it.")
                .withRemedy("kubectl set env pod/POD --list > pod.env")
                .asException();
    }

    private static Problem neither(String name, Problem asVariables) {
        return Problem.of(
                        Problem.Kind.USAGE,
                        "bad-recording",
                        name + " isn't a whoami or doctor log, nor a pod's environment variables",
                        asVariables.title() + ". " + asVariables.detail())
                .withRemedy("kubectl logs POD > pod.log", "kubectl set env pod/POD --list > pod.env");
    }
}
