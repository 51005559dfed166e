package dev.blobdrop.gui;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.SettingsFile;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.AzureConnector;
import dev.blobdrop.gui.session.Connector;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;
import org.slf4j.LoggerFactory;

/// The JavaFX application of the window.
public final class BlobdropApp extends Application {
    private static volatile Optional<Models> opened = Optional.empty();

    private static volatile int exitCode;

    private Settings settings = Settings.STANDARD;

    /// Opens the window and waits until it is closed.
    ///
    /// @return the exit code; 128 and the signal's number when a signal closed it
    public static int open() {
        // In parallel with the start of the toolkit, which needs no texts.
        Thread.ofPlatform().daemon().name("words").start(Texts::load);
        Application.launch(BlobdropApp.class);
        opened.ifPresent(Models::finish);
        return exitCode;
    }

    /// Reads the settings here, because this is not the window's thread.
    @Override
    public void init() {
        settings = SettingsFile.of(Environment.ofProcess()).read();
    }

    @Override
    public void start(Stage stage) {
        Environment environment = Environment.ofProcess();
        Models models = models(new AzureConnector(environment), environment, settings);
        opened = Optional.of(models);
        MainWindow window = wire(stage, models);
        window.show();
        TerminationSignals.handle(code -> {
            exitCode = code;
            models.threads().inWindow(window::end);
        });
    }

    static Models models(Connector connector, Environment environment, Settings settings) {
        return Models.of(UiThreads.ofWindow(), connector, environment, SettingsFile.of(environment), settings);
    }

    /// Builds the window and reports uncaught exceptions in it.
    public static MainWindow wire(Stage stage, Models models) {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> report(models, thrown));
        return new MainWindow(stage, models);
    }

    /// The one handler for bugs.
    private static void report(Models models, Throwable thrown) {
        LoggerFactory.getLogger(BlobdropApp.class).error("Unexpected", thrown);
        Problem problem = Problems.from(thrown, Facts.NONE);
        models.threads().inWindow(() -> models.session().report(problem));
    }
}
