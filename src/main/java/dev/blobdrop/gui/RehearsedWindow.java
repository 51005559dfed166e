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

/// The window opened once by the build, without a display and without a person: it uploads what it
/// is given and closes itself, and the Java virtual machine notes what it loads meanwhile.
public final class RehearsedWindow extends Application {
    private static final int PULLS = 600;
    private static final String CLASS = ".class";

    /// The toolkit's own classes for windows, drawing and letters of each system.
    private static final Pattern DISPLAY =
            Pattern.compile("com/sun/(glass/ui/(gtk|mac|win)|prism/(es2|d3d|mtl)|javafx/font/"
                    + "(freetype|coretext|directwrite))/[^/]+\\.class");

    private static List<Path> sources = List.of();
    private static boolean uploaded;

    private int pulls;

    /// Opens the window and waits until it has closed itself, a minute at most.
    ///
    /// @return the exit code: 0 when everything was uploaded
    public static int open(List<Path> paths) {
        sources = paths;
        loadDisplays();
        Application.launch(RehearsedWindow.class);
        return uploaded ? 0 : 1;
    }

    /// What draws on a display is not needed here and is loaded all the same, so that the virtual
    /// machine keeps it too. Nothing of it runs.
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
