package dev.blobdrop.core.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Where a person's settings belong on each system. The folder need not exist.
public final class SettingsFolder {
    private static final String NAME = "blobdrop";

    private SettingsFolder() {}

    public static Path of(Environment environment) {
        return of(environment, System.getProperty("os.name"));
    }

    /// @param system as the property `os.name` says it
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

    /// A relative path is to be ignored, says the XDG base directory specification.
    private static Optional<Path> xdg(Environment environment) {
        return environment.get("XDG_CONFIG_HOME").map(Path::of).filter(Path::isAbsolute);
    }

    private static Path home(Environment environment) {
        return Path.of(environment.get("HOME").orElseGet(() -> System.getProperty("user.home")));
    }
}
