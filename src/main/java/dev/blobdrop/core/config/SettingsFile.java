package dev.blobdrop.core.config;

import dev.blobdrop.core.problem.Problem;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.UnaryOperator;

/// The settings on disk. A change is written to a temporary file and moved over the old one, so no
/// half-written file is ever read. Entries of a newer version are kept.
public final class SettingsFile {
    private static final String NAME = "window.properties";

    private final Path file;

    /// @param folder created with the first change if missing
    public SettingsFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /// The settings of this user on this system.
    public static SettingsFile of(Environment environment) {
        return new SettingsFile(SettingsFolder.of(environment));
    }

    /// A path beside the settings, for other saved data of the window.
    public Path beside(String name) {
        return file.resolveSibling(name);
    }

    /// The settings in the file; the default for everything that is missing or invalid.
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

    /// Changes the settings now in the file, which another window may just have written.
    ///
    /// @return the settings after the change
    /// @throws dev.blobdrop.core.problem.ProblemException when the file cannot be written
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
