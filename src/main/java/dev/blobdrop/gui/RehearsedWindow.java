package dev.blobdrop.gui;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.SettingsFile;
import dev.blobdrop.gui.session.AzureConnector;
import dev.blobdrop.gui.transfers.TransfersModel;
import java.io.IOException;
import java.lang.module.ModuleReader;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.stage.Stage;
import org.slf4j.LoggerFactory;

/// A window that the build opens without a display: it uploads the given files and closes, while
/// the JVM records the classes for the start-up cache.
public final class RehearsedWindow extends Application {
    private static final int PULLS = 600;
    private static final String CLASS = ".class";

    /// The toolkit's classes for windows, drawing and fonts on each system.
    private static final Pattern DISPLAY =
            Pattern.compile("com/sun/(glass/ui/(gtk|mac|win)|prism/(es2|d3d|mtl)|javafx/font/"
                    + "(freetype|coretext|directwrite))/[^/]+\\.class");

    private static List<Path> sources = List.of();
    private static boolean uploaded;

    private int pulls;

    /// Opens the window and waits until it closes, one minute at most.
    ///
    /// @return the exit code: 0 when everything was uploaded
    public static int open(List<Path> paths) {
        sources = paths;
        loadDisplays();
        Application.launch(RehearsedWindow.class);
        return uploaded ? 0 : 1;
    }

    /// Loads the classes that draw on a display, which this run does not use, so that the cache
    /// contains them too.
    private static void loadDisplays() {
        Module toolkit = Stage.class.getModule();
        if (!toolkit.isNamed()) {
            return;
        }
        try (ModuleReader reader = reader(toolkit);
                Stream<String> names = reader.list()) {
            names.filter(name -> DISPLAY.matcher(name).matches())
                    .map(name -> name.substring(0, name.length() - CLASS.length()))
                    .forEach(name -> load(toolkit, name.replace('/', '.')));
        } catch (IOException e) {
            LoggerFactory.getLogger(RehearsedWindow.class).warn("Not all is rehearsed", e);
        }
    }

    private static ModuleReader reader(Module module) throws IOException {
        return module.getLayer()
                .configuration()
                .findModule(module.getName())
                .orElseThrow()
                .reference()
                .open();
    }

    private static void load(Module module, String name) {
        try {
            Class.forName(module, name);
        } catch (LinkageError e) {
            LoggerFactory.getLogger(RehearsedWindow.class).debug("Not for this system: {}", name);
        }
    }

    @Override
    public void start(Stage stage) {
        Environment environment = Environment.ofProcess();
        Models models = BlobdropApp.models(
                new AzureConnector(environment),
                environment,
                SettingsFile.of(environment).read());
        BlobdropApp.wire(stage, models).show();
        TransfersModel transfers = models.transfers();
        transfers.drop(sources, "");
        models.threads().pull(stage.showingProperty(), () -> closeWhenDone(stage, transfers));
    }

    private void closeWhenDone(Stage stage, TransfersModel transfers) {
        pulls++;
        uploaded = transfers.unfinished() == 0;
        if (uploaded || pulls == PULLS) {
            stage.close();
        }
    }
}
