package dev.blobdrop.gui;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.gui.model.Models;

import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import java.util.List;
import java.util.Optional;

/// The window: connection above, containers and blobs in the middle, transfers below, the
/// credential chain at the right when it is asked for. The whole window takes drops.
final class MainWindow {
    private static final double MIN_WIDTH = 720;
    private static final double MIN_HEIGHT = 480;
    private static final double WIDTH = 1180;
    private static final double HEIGHT = 760;
    static final List<String> STYLESHEETS =
            List.of("blobdrop.css", "explorer.css", "transfers.css", "chain.css");

    private final Stage stage;
    private final Models models;
    private final ConnectionBar connection;
    private final FileChoices choices;
    private final ContainersPane containers;
    private final ExplorerPane explorer;

    MainWindow(Stage stage, Models models) {
        this.stage = stage;
        this.models = models;
        choices = new FileChoices(stage, models.explorer(), models.transfers());
        connection = new ConnectionBar(models.session(), models.settings());
        containers = new ContainersPane(models.session(), models.containers(), () -> {});
        explorer =
                new ExplorerPane(models.session(), models.containers(), models.explorer(), choices);
        DropZone dropZone = new DropZone(models.session(), choices::folder);
        explorer.middle().getChildren().add(dropZone);
        ChainPane chain = new ChainPane(models.session());
        chain.visibleProperty().bind(connection.whyWanted());
        chain.managedProperty().bind(chain.visibleProperty());

        SplitPane upper = new SplitPane(containers, explorer);
        upper.setDividerPositions(0.22);
        SplitPane.setResizableWithParent(containers, false);
        VBox lower = new VBox(new TransfersPane(models.transfers(), this::show));
        lower.getStyleClass().add("work");
        SplitPane middle = new SplitPane(upper, lower);
        middle.setOrientation(Orientation.VERTICAL);
        middle.setDividerPositions(0.58);

        BorderPane root = new BorderPane();
        root.setTop(
                new VBox(
                        connection,
                        connection.signInPanel(),
                        new NoticePane("session", models.session().notice())));
        root.setCenter(middle);
        root.setRight(chain);
        dropZone.follow(DropTarget.on(root, models.explorer().prefix()::get, models.transfers()));
        models.transfers()
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
        new Appearance(scene, models.settings());
        keys(scene);

        models.session().signIns().windowHandle(() -> NativeWindow.handle(stage.getTitle()));
        stage.setScene(scene);
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.titleProperty().bind(models.transfers().title());
        stage.setOnCloseRequest(this::closing);
    }

    private void keys(Scene scene) {
        on(scene, Shortcut.CHOOSE_FILES, choices::files);
        on(scene, Shortcut.CHOOSE_FOLDER, choices::folder);
        on(scene, Shortcut.EDIT_PATH, explorer::editPath);
        on(scene, Shortcut.FILTER, explorer::focusFilter);
        on(scene, Shortcut.REFRESH, models.explorer()::refresh);
        on(scene, Shortcut.CHAIN, connection::toggleWhy);
    }

    private static void on(Scene scene, Shortcut shortcut, Runnable action) {
        scene.getAccelerators().put(shortcut.keys(), action);
    }

    /// Shows the window at once; signing in begins behind it.
    void show() {
        stage.show();
        models.session().start();
        models.transfers().restore();
        models.threads().pull(models::refresh);
    }

    /// Opens the folder of a blob.
    private void show(BlobPath blob) {
        if (!models.session().container().get().equals(Optional.of(blob.container()))) {
            models.session().containerText().set(blob.container());
            models.session().accept();
        }
        models.explorer().open(blob.name().substring(0, blob.name().lastIndexOf('/') + 1));
    }

    private void closing(WindowEvent event) {
        long unfinished = models.transfers().unfinished();
        if (unfinished > 0 && !new CloseQuestion(stage, unfinished).isStopWanted()) {
            event.consume();
        } else {
            models.transfers().close();
        }
    }
}
