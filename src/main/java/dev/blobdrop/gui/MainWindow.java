package dev.blobdrop.gui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import dev.blobdrop.gui.model.SessionModel;
import dev.blobdrop.gui.model.TransfersModel;
import dev.blobdrop.gui.model.UiThreads;

import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import java.util.List;

/// The window: connection above, drop zone and transfers below, the credential chain at the right
/// when it is asked for. The whole window takes drops.
final class MainWindow {
    private static final double MIN_WIDTH = 720;
    private static final double MIN_HEIGHT = 480;
    private static final double WIDTH = 1060;
    private static final double HEIGHT = 660;
    static final List<String> STYLESHEETS =
            List.of("blobdrop.css", "explorer.css", "transfers.css", "chain.css");

    private final Stage stage;
    private final UiThreads threads;
    private final SessionModel session;
    private final TransfersModel transfers;

    MainWindow(Stage stage, UiThreads threads, SessionModel session, TransfersModel transfers) {
        this.stage = stage;
        this.threads = threads;
        this.session = session;
        this.transfers = transfers;

        ConnectionBar connection = new ConnectionBar(session);
        DropZone dropZone = new DropZone(session, transfers);
        ChainPane chain = new ChainPane(session);
        chain.visibleProperty().bind(connection.whyWanted());
        chain.managedProperty().bind(chain.visibleProperty());

        TransfersPane table = new TransfersPane(transfers);
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox work = new VBox(new NoticePane("session", session.notice()), dropZone, table);
        work.getStyleClass().add("work");

        BorderPane root = new BorderPane();
        root.setTop(connection);
        root.setCenter(work);
        root.setRight(chain);
        dropZone.follow(DropTarget.on(root, () -> "", transfers));
        transfers
                .accountWanted()
                .subscribe(
                        wanted -> {
                            if (wanted) {
                                connection.askForAccount();
                            }
                        });
        Scene scene = new Scene(root, WIDTH, HEIGHT);
        for (String sheet : STYLESHEETS) {
            scene.getStylesheets().add(MainWindow.class.getResource(sheet).toExternalForm());
        }
        scene.getPreferences().colorSchemeProperty().subscribe(MainWindow::dress);
        scene.getAccelerators().put(KeyCombination.valueOf("Shortcut+O"), dropZone::chooseFiles);
        scene.getAccelerators()
                .put(KeyCombination.valueOf("Shortcut+Shift+O"), dropZone::chooseFolder);
        scene.getAccelerators().put(KeyCombination.valueOf("Shortcut+I"), connection::toggleWhy);

        session.signIns().windowHandle(() -> NativeWindow.handle(stage.getTitle()));
        stage.setScene(scene);
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.titleProperty().bind(transfers.title());
        stage.setOnCloseRequest(this::closing);
    }

    /// Follows the system's light or dark scheme.
    private static void dress(ColorScheme scheme) {
        Application.setUserAgentStylesheet(
                scheme == ColorScheme.DARK
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
    }

    /// Shows the window at once; signing in begins when its first picture is drawn, so that the two
    /// do not compete for the processor.
    void show() {
        stage.show();
        threads.onceDrawn(session::start);
        threads.pull(
                () -> {
                    session.refresh();
                    transfers.refresh();
                });
    }

    TransfersModel transfers() {
        return transfers;
    }

    private void closing(WindowEvent event) {
        if (transfers.unfinished() > 0
                && !new CloseQuestion(stage, transfers.unfinished()).isStopWanted()) {
            event.consume();
        } else {
            transfers.cancelAll();
        }
    }
}
