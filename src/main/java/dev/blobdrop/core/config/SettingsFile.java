package dev.blobdrop.core.config;

import dev.blobdrop.core.problem.Problem;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.UnaryOperator;

/// The settings on disk. A change is written to a temporary file beside the old one and moved over
/// it, so a half written file is never read; entries of a newer version are kept.
public final class SettingsFile {
    private static final String NAME = "window.properties";

    private final Path file;

    /// @param folder need not exist; it is made with the first change
    public SettingsFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /// Where this person's settings are on this system.
    public static SettingsFile of(Environment environment) {
        return new SettingsFile(SettingsFolder.of(environment));
    }

    /// A place beside the settings, for what else the window remembers.
    public Path beside(String name) {
        return file.resolveSibling(name);
    }

    /// What is in the file; the standard for everything that is missing or cannot be read.
    public Settings read() {
        return SettingsText.parse(properties());
    }

    private Properties properties() {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            return new Properties();
        }
        return lines;
    }

    /// Changes what is in the file now, which another window may have written a moment ago.
    ///
    /// @return what is in it after that
    /// @throws dev.blobdrop.core.problem.ProblemException when it cannot be written
    public synchronized Settings change(UnaryOperator<Settings> change) {
        Properties lines = properties();
        Settings after = change.apply(SettingsText.parse(lines));
        SettingsText.put(after, lines);
        try {
            WholeFile.write(file, lines);
        } catch (IOException e) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "settings-not-saved",
                            "Cannot save the settings",
                            "Cannot write to " + file + ".")
                    .withTechnical(e.toString())
                    .asException(e);
        }
        return after;
    }
}
