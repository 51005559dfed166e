package dev.blobdrop.gui.tasks;

import dev.blobdrop.core.config.DownloadFolder;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.SettingsModel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// The folder of the next download: that of the last one if it still exists, else the desktop's
/// download folder.
public final class DownloadPlace {
    private final UiThreads threads;
    private final SettingsModel settings;
    private final Environment environment;
    private Optional<Path> desktop = Optional.empty();
    private Optional<Path> chosen = Optional.empty();

    /// Keeps the folder in the settings.
    public DownloadPlace(UiThreads threads, SettingsModel settings, Environment environment) {
        this.threads = threads;
        this.settings = settings;
        this.environment = environment;
        threads.work(() -> DownloadFolder.of(environment), this::found, problem -> {});
        Optional<String> last = settings.settings().get().downloadFolder();
        threads.work(() -> last.flatMap(DownloadPlace::existing), this::remembered, problem -> {});
    }

    private void found(Path folder) {
        desktop = Optional.of(folder);
    }

    private void remembered(Optional<Path> folder) {
        chosen = chosen.or(() -> folder);
    }

    private static Optional<Path> existing(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Files::isDirectory);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    Path now() {
        return chosen.or(() -> desktop).orElseGet(() -> DownloadFolder.of(environment));
    }

    /// Saves the folder, unless it is the desktop's download folder, which may change.
    void choose(Path folder) {
        chosen = Optional.of(folder).filter(other -> !desktop.equals(Optional.of(other)));
        Optional<String> text = chosen.map(Path::toString);
        if (!text.equals(settings.settings().get().downloadFolder())) {
            settings.change(old -> old.withDownloadFolder(text));
        }
    }

    /// Opens a folder or file with the desktop's default program, in the background.
    void open(Path path, Consumer<Problem> failed) {
        threads.work(
                () -> {
                    new DesktopOpener(environment, System.getProperty("os.name")).open(path);
                    return true;
                },
                done -> {},
                failed);
    }
}
