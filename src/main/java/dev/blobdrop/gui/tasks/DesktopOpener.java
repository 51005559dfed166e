package dev.blobdrop.gui.tasks;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Opens a folder or file with the desktop's default program.
final class DesktopOpener {
    private static final List<String> LINUX = List.of("xdg-open", "gio", "kde-open", "wslview");

    private final Environment environment;
    private final String system;

    DesktopOpener(Environment environment, String system) {
        this.environment = environment;
        this.system = system.toLowerCase(Locale.ROOT);
    }

    /// Returns once the program has started.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException if it is gone, or no program opens it
    void open(Path path) {
        if (!Files.exists(path)) {
            throw problem(path, "It's no longer there.").asException();
        }
        List<String> command =
                command(path).orElseThrow(() -> problem(path, nothing()).asException());
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .getOutputStream()
                    .close();
        } catch (IOException e) {
            throw problem(path, "Can't start " + command.getFirst() + ".").asException(e);
        }
    }

    Optional<List<String>> command(Path path) {
        if (system.startsWith("windows")) {
            return Optional.of(List.of("explorer", path.toString()));
        }
        if (system.startsWith("mac")) {
            return Optional.of(List.of("open", path.toString()));
        }
        return LINUX.stream().flatMap(this::onPath).findFirst().map(found -> words(found, path));
    }

    private static List<String> words(Path program, Path path) {
        return program.endsWith("gio")
                ? List.of(program.toString(), "open", path.toString())
                : List.of(program.toString(), path.toString());
    }

    private Stream<Path> onPath(String name) {
        return Stream.of(environment.get("PATH").orElse("").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }

    private static String nothing() {
        return "Found no program on PATH to open it, such as xdg-open.";
    }

    private static Problem problem(Path path, String why) {
        return Problem.of(Problem.Kind.USAGE, "cannot-open", "Can't open " + path, why);
    }
}
