package dev.blobdrop.core.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The desktop's folder for downloads. It need not exist.
public final class DownloadFolder {
    private static final String USUAL = "Downloads";

    /// A line as `xdg-user-dirs-update` writes it: relative to the home folder, or absolute.
    private static final Pattern LINE =
            Pattern.compile("\\s*XDG_DOWNLOAD_DIR\\s*=\\s*\"(\\$HOME)?((?:[^\"\\\\]|\\\\.)*)\"\\s*");

    private DownloadFolder() {}

    /// Finds the folder; reads the disk.
    public static Path of(Environment environment) {
        return of(environment, System.getProperty("os.name"));
    }

    /// @param system the value of the property `os.name`
    static Path of(Environment environment, String system) {
        Path home = home(environment, system);
        Path usual = home.resolve(USUAL);
        boolean freedesktop = !system.toLowerCase(Locale.ROOT).startsWith("windows")
                && !system.toLowerCase(Locale.ROOT).startsWith("mac");
        return freedesktop ? userDirectory(environment, home).orElse(usual) : usual;
    }

    private static Path home(Environment environment, String system) {
        String variable = system.toLowerCase(Locale.ROOT).startsWith("windows") ? "USERPROFILE" : "HOME";
        return environment
                .get(variable)
                .flatMap(DownloadFolder::absolute)
                .orElseGet(() -> Path.of(System.getProperty("user.home")));
    }

    /// The entry in `user-dirs.dirs` ("xdg-user-dirs", freedesktop.org). The last line counts,
    /// because other programs run the file as a shell script.
    private static Optional<Path> userDirectory(Environment environment, Path home) {
        Path file = environment
                .get("XDG_CONFIG_HOME")
                .flatMap(DownloadFolder::absolute)
                .orElseGet(() -> home.resolve(".config"))
                .resolve("user-dirs.dirs");
        return lines(file).stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .reduce((before, last) -> last)
                .flatMap(line -> folder(home, line));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<Path> folder(Path home, Matcher line) {
        String path = line.group(2).replaceAll("\\\\(.)", "$1");
        return line.group(1) == null ? absolute(path) : absolute(home + "/" + path);
    }

    private static Optional<Path> absolute(String path) {
        try {
            return Optional.of(Path.of(path)).filter(Path::isAbsolute).map(Path::normalize);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
