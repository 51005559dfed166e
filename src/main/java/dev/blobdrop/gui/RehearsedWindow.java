package dev.blobdrop.gui;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.SettingsFile;
import dev.blobdrop.gui.model.AzureConnector;
import dev.blobdrop.gui.model.Models;
import dev.blobdrop.gui.model.TransfersModel;

import javafx.application.Application;
import javafx.stage.Stage;

import java.nio.file.Path;
import java.util.List;

/// The window opened once by the build, without a display and without a person: it uploads what it
/// is given and closes itself, and the Java virtual machine notes what it loads meanwhile.
public final class RehearsedWindow extends Application {
    private static final int PULLS = 600;

    private static List<Path> sources = List.of();
    private static boolean uploaded;

    private int pulls;

    /// Opens the window and waits until it has closed itself, a minute at most.
    ///
    /// @return the exit code: 0 when everything was uploaded
    public static int open(List<Path> paths) {
        sources = paths;
        Application.launch(RehearsedWindow.class);
        return uploaded ? 0 : 1;
    }

    @Override
    public void start(Stage stage) {
        Environment environment = Environment.ofProcess();
        Models models =
                BlobdropApp.models(
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
