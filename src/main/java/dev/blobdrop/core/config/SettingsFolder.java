package dev.blobdrop.core.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// The folder for a user's settings on each system. It need not exist.
public final class SettingsFolder {
    private static final String NAME = "blobdrop";

    private SettingsFolder() {}

    /// The folder on this system.
    public static Path of(Environment environment) {
        return of(environment, System.getProperty("os.name"));
    }

    /// @param system the value of the property `os.name`
    static Path of(Environment environment, String system) {
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            return environment
                    .get("APPDATA")
                    .map(Path::of)
                    .orElseGet(() -> home(environment).resolve("AppData").resolve("Roaming"))
                    .resolve(NAME);
        }
        if (lower.startsWith("mac")) {
            return home(environment).resolve("Library/Application Support").resolve(NAME);
        }
        return xdg(environment)
                .orElseGet(() -> home(environment).resolve(".config"))
                .resolve(NAME);
    }

    /// The XDG base directory specification says to ignore a relative path.
    private static Optional<Path> xdg(Environment environment) {
        return environment.get("XDG_CONFIG_HOME").map(Path::of).filter(Path::isAbsolute);
    }

    private static Path home(Environment environment) {
        return Path.of(environment.get("HOME").orElseGet(() -> System.getProperty("user.home")));
    }
}
