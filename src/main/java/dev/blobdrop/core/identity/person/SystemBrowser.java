package dev.blobdrop.core.identity.person;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Opens a page in the person's own browser, with the program that each system has for this.
final class SystemBrowser {
    /// An opener that fails does so at once. Later, its exit code only means that the browser was
    /// closed.
    private static final Duration EARLY = Duration.ofSeconds(5);

    private static final List<String> LINUX_OPENERS = List.of("xdg-open", "gnome-open", "kfmclient", "wslview");

    private final List<String> opener;

    private SystemBrowser(List<String> opener) {
        this.opener = opener;
    }

    /// @throws ProblemException `no-browser` with the reason if none can be opened here
    static SystemBrowser find(Environment environment) {
        return find(environment, System.getProperty("os.name"));
    }

    static SystemBrowser find(Environment environment, String system) {
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            return new SystemBrowser(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        if (lower.startsWith("mac")) {
            return new SystemBrowser(List.of("open"));
        }
        obstacle(environment).ifPresent(why -> {
            throw none(why).asException();
        });
        return LINUX_OPENERS.stream()
                .flatMap(name -> onPath(environment, name))
                .findFirst()
                .map(program -> new SystemBrowser(List.of(program.toString())))
                .orElseThrow(() -> none("No program to open a browser, such as xdg-open, is on PATH.")
                        .asException());
    }

    /// Why no browser can appear in front of this person.
    private static Optional<String> obstacle(Environment environment) {
        if (environment.inKubernetes()) {
            return Optional.of("This is a Kubernetes pod.");
        }
        if (environment.get("SUDO_USER").isPresent()) {
            return Optional.of("This runs under sudo, and a browser should not run as root.");
        }
        boolean display = Stream.of("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME")
                .anyMatch(name -> environment.get(name).isPresent());
        if (display) {
            return Optional.empty();
        }
        return Optional.of(
                environment.get("SSH_CONNECTION").isPresent()
                        ? "This is an SSH session without a display."
                        : "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set.");
    }

    private static Stream<Path> onPath(Environment environment, String name) {
        return Stream.of(environment.get("PATH").orElse("").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }

    /// Opens one window.
    ///
    /// @param failed completed exceptionally if the browser does not open
    void open(URI page, CompletableFuture<?> failed) {
        List<String> command =
                Stream.concat(opener.stream(), Stream.of(page.toString())).toList();
        long start = System.nanoTime();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(nullDevice()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.onExit().thenAccept(ended -> {
                long took = System.nanoTime() - start;
                if (ended.exitValue() != 0 && took < EARLY.toNanos()) {
                    failed.completeExceptionally(ended(ended.exitValue()).asException());
                }
            });
        } catch (IOException e) {
            throw none(opener.getFirst() + " cannot be started.").asException(e);
        }
    }

    private Problem ended(int exit) {
        String name = Path.of(opener.getFirst()).getFileName().toString();
        return none(name + " exited with " + exit + ": it found no browser to open.");
    }

    private static File nullDevice() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    private static Problem none(String why) {
        return Problem.of(Problem.Kind.NO_IDENTITY, "no-browser", "Cannot open a browser here", why)
                .withRemedy("set credential device-code   sign in with a browser on another device");
    }
}
