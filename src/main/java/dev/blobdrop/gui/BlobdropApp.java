package dev.blobdrop.gui;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.gui.model.AzureConnector;
import dev.blobdrop.gui.model.SessionModel;
import dev.blobdrop.gui.model.TransfersModel;
import dev.blobdrop.gui.model.UiThreads;

import javafx.application.Application;
import javafx.stage.Stage;

import org.slf4j.LoggerFactory;

/// The window as a program.
public final class BlobdropApp extends Application {
    /// Opens the window and waits until it is closed.
    ///
    /// @return the exit code
    public static int open() {
        Application.launch(BlobdropApp.class);
        return 0;
    }

    @Override
    public void start(Stage stage) {
        wire(stage, Environment.ofProcess()).show();
    }

    /// The wiring of the window, by hand.
    static MainWindow wire(Stage stage, Environment environment) {
        UiThreads threads = UiThreads.ofWindow();
        SessionModel session =
                new SessionModel(threads, new AzureConnector(environment), environment);
        TransfersModel transfers = new TransfersModel(threads, session, System::nanoTime);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, thrown) -> report(threads, session, thrown));
        return new MainWindow(stage, threads, session, transfers);
    }

    /// The one handler of bugs.
    private static void report(UiThreads threads, SessionModel session, Throwable thrown) {
        LoggerFactory.getLogger(BlobdropApp.class).error("Unexpected", thrown);
        Problem problem = Problems.from(thrown, Facts.NONE);
        threads.inWindow(() -> session.report(problem));
    }
}
