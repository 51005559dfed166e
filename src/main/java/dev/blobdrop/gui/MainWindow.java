package dev.blobdrop.gui;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.FocusHeirs;
import dev.blobdrop.gui.control.NoticePane;
import dev.blobdrop.gui.control.ProblemStates;
import dev.blobdrop.gui.control.SheetLayer;
import dev.blobdrop.gui.control.Shortcut;
import dev.blobdrop.gui.explorer.BlobMenu;
import dev.blobdrop.gui.explorer.BlobRow;
import dev.blobdrop.gui.explorer.BlobTable;
import dev.blobdrop.gui.explorer.ContainersPane;
import dev.blobdrop.gui.explorer.ExplorerPane;
import dev.blobdrop.gui.explorer.FileChoices;
import dev.blobdrop.gui.explorer.NewContainerSheet;
import dev.blobdrop.gui.explorer.PropertiesSheet;
import dev.blobdrop.gui.identity.ChainDrawer;
import dev.blobdrop.gui.identity.ChainPane;
import dev.blobdrop.gui.session.ConnectionBar;
import dev.blobdrop.gui.session.SettingsModel;
import dev.blobdrop.gui.session.TrustSheet;
import dev.blobdrop.gui.tasks.DeleteSheet;
import dev.blobdrop.gui.tasks.DownloadSheet;
import dev.blobdrop.gui.tasks.TasksPane;
import dev.blobdrop.gui.transfers.DropTarget;
import dev.blobdrop.gui.transfers.DropZone;
import dev.blobdrop.gui.transfers.TransfersFold;
import dev.blobdrop.gui.transfers.TransfersPane;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/// The window: connection at the top, containers and blobs in the middle, uploads at the bottom,
/// the credential chain at the right when opened, and sheets over everything. The whole window
/// takes drops.
final class MainWindow {
    private static final double MIN_WIDTH = 720;
    private static final double MIN_HEIGHT = 480;
    private static final double WIDTH = 1180;
    private static final double HEIGHT = 760;
    private static final String UPPER = "divider.containers";
    private static final String MIDDLE = "divider.transfers";
    private static final String COLUMNS = "columns.blobs";
    private static final String SORTING = "sorting.blobs";
    static final List<String> STYLESHEETS = List.of("blobdrop.css", "explorer.css", "transfers.css", "chain.css");

    private final Stage stage;
    private final Models models;
    private final BorderPane below = new BorderPane();
    private final SheetLayer sheets = new SheetLayer(below);
    private final DropZone dropZone;
    private final FileChoices choices;
    private final ConnectionBar connection;
    private final ContainersPane containers;
    private final ExplorerPane explorer;
    private final TransfersPane transfers;
    private final ChainDrawer chain;
    private final PaneCycle panes;
    private final NarrowWindow narrow;
    private final TransfersFold transfersFold;
    private final SplitPane upper;
    private final SplitPane middle;
    private final WindowState state;

    MainWindow(Stage stage, Models models) {
        // The theme is set before the first control, which would load the toolkit's own.
        this(stage, models, dressed(models.settings()));
    }

    private MainWindow(Stage stage, Models models, Scene scene) {
        this.stage = stage;
        this.models = models;
        dropZone = new DropZone(models.session(), models.transfers(), this::chooseFolder);
        choices = new FileChoices(
                stage,
                models.explorer(),
                models.transfers(),
                () -> dropZone.refuse(Texts.of("explorer.paste.nothing")));
        connection = new ConnectionBar(models.session(), models.settings(), this::settings, this::shortcutsSheet);
        ProblemStates troubles = new ProblemStates(this::settings, connection::chooseSignIn);
        containers = new ContainersPane(
                models.session(),
                models.containers(),
                troubles,
                () -> new NewContainerSheet(sheets, models.containers()).show(),
                dropZone);
        explorer = new ExplorerPane(
                models.session(),
                models.containers(),
                models.explorer(),
                choices,
                connection::signIn,
                troubles,
                new TasksPane(models.tasks()),
                dropZone);
        transfers = new TransfersPane(models.transfers(), this::show);
        upper = new SplitPane(containers, explorer);
        VBox lower = new VBox(transfers);
        lower.getStyleClass().add("work");
        middle = new SplitPane(upper, lower);
        VBox above = new VBox(
                connection,
                connection.signInPanel(),
                new NoticePane("session", models.session().notice(), models.session()::dismiss, troubles));
        above.getStyleClass().add("above");
        below.setTop(above);
        // A pane that needs more height than available must not push the connection out of view.
        below.setMinSize(0, 0);
        middle.setMinHeight(0);
        chain = new ChainDrawer(
                below,
                middle,
                this::makeChain,
                connection.whyWanted(),
                zoom(),
                () -> explorer.table().requestFocus());
        StackPane root = new StackPane(below, sheets);
        drops(root);

        // Set before the root is in the scene; otherwise it would be styled twice.
        root.setStyle(scene.getRoot().getStyle());
        scene.setRoot(root);
        panes = new PaneCycle(scene);
        heirs(scene);
        keys(scene);
        models.session().signIns().windowHandle(() -> NativeWindow.handle(stage.getTitle()));
        stage.setScene(scene);
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.titleProperty().bind(models.transfers().title());
        stage.setOnCloseRequest(this::closing);
        state = new WindowState(stage, models.settings());
        narrow = arrange(scene);
        transfersFold = new TransfersFold(middle, lower, transfers.open(), zoom());
        TrustSheet.follow(sheets, models.session().hosts());
        models.transfers().questions().question().subscribe(asked -> roomFor(asked.isPresent()));
    }

    /// An empty scene with its stylesheets and theme.
    private static Scene dressed(SettingsModel settings) {
        Scene scene = new Scene(new Group(), WIDTH, HEIGHT);
        for (String sheet : STYLESHEETS) {
            scene.getStylesheets().add(MainWindow.class.getResource(sheet).toExternalForm());
        }
        new Appearance(scene, settings);
        return scene;
    }

    private ChainPane makeChain() {
        ChainPane pane =
                new ChainPane(models.chain(), () -> connection.whyWanted().set(false));
        FocusHeirs.of(pane, () -> Optional.of(pane.first()));
        panes.add(pane, pane::first);
        return pane;
    }

    /// Makes room for a question and all its answers, however small the uploads pane is.
    private void roomFor(boolean question) {
        if (question) {
            models.threads().onceDrawn(() -> transfersFold.lend(transfers.wanting()));
        } else {
            transfersFold.giveBack();
        }
    }

    private ObservableValue<Double> zoom() {
        return models.settings().settings().map(now -> now.zoom() / 100.0);
    }

    private void drops(StackPane root) {
        StackPane.setAlignment(transfers.toast(), Pos.BOTTOM_RIGHT);
        explorer.middle().getChildren().addAll(transfers.toast(), dropZone);
        dropZone.window(
                root,
                () -> Optional.of(
                        DropTarget.Where.folder(models.explorer().prefix().get())));
        BlobTable table = explorer.table();
        table.onProperties(this::properties);
        table.onMany(entries -> DownloadSheet.show(sheets, models.tasks(), entries), this::delete);
        BlobMenu menu = new BlobMenu(table, models.explorer(), this::properties);
        table.menu(menu);
        table.rows(view -> new BlobRow(models.explorer(), dropZone, menu));
        models.transfers().accountWanted().subscribe(wanted -> {
            if (wanted) {
                connection.askForAccount();
            }
        });
    }

    private NarrowWindow arrange(Scene scene) {
        upper.setDividerPositions(0.22);
        SplitPane.setResizableWithParent(containers, false);
        middle.setOrientation(Orientation.VERTICAL);
        middle.setDividerPositions(0.6);
        state.divider(UPPER, upper);
        state.divider(MIDDLE, middle);
        explorer.table().zoom(zoom());
        state.columns(COLUMNS, explorer.table());
        state.sorting(SORTING, explorer.table());
        return new NarrowWindow(scene, models, upper, containers, explorer.containersButton(), sheets);
    }

    /// Sets what gets the focus when the focused control goes away.
    private void heirs(Scene scene) {
        new FocusHeirs(scene, explorer::table);
        FocusHeirs.of(explorer, () -> Optional.of(explorer.table()));
        FocusHeirs.of(containers, () -> Optional.of(containers.field()));
        FocusHeirs.of(connection.signInPanel(), () -> Optional.of(connection.identity()));
    }

    private void keys(Scene scene) {
        panes.add(connection, connection::account);
        panes.add(containers, containers::field);
        panes.add(explorer, explorer::table);
        panes.add(transfers, transfers::first);

        WindowKeys keys = new WindowKeys(scene, sheets);
        keys.on(Shortcut.CHOOSE_FILES, choices::files);
        keys.on(Shortcut.CHOOSE_FOLDER, choices::folder);
        keys.on(Shortcut.PASTE, choices::paste);
        keys.on(Shortcut.EDIT_PATH, explorer::editPath);
        keys.on(Shortcut.FILTER, explorer::focusFilter);
        keys.on(Shortcut.UP, models.explorer()::up);
        keys.on(Shortcut.REFRESH, models.explorer()::refresh);
        keys.on(Shortcut.TRANSFERS, this::foldTransfers);
        keys.on(Shortcut.CHAIN, connection::toggleWhy);
        keys.on(Shortcut.LARGE_VIEW, () -> chain.pane().toggleLargeView(scene));
        keys.on(Shortcut.NEXT_PANE, () -> panes.go(1));
        keys.on(Shortcut.PREVIOUS_PANE, () -> panes.go(-1));
        keys.on(Shortcut.SETTINGS, this::settings);
        keys.on(Shortcut.HELP, this::shortcutsSheet);
        keys.zoom(models.settings());
    }

    /// Folding the uploads must not leave the focus in them.
    private void foldTransfers() {
        boolean within = transfers.isFocusWithin();
        transfers.open().set(!transfers.open().get());
        if (transfers.open().get()) {
            transfers.first().requestFocus();
        } else if (within) {
            explorer.table().requestFocus();
        }
    }

    private void chooseFolder() {
        choices.folder();
    }

    private void settings() {
        SettingsSheet.show(sheets, models);
    }

    private void shortcutsSheet() {
        ShortcutsSheet.show(sheets);
    }

    private void properties(Entry entry) {
        PropertiesSheet.show(sheets, models.explorer(), entry);
    }

    /// Counts the blobs first, because the question says how many there are.
    private void delete(List<Entry> entries) {
        models.tasks().count(entries, counted -> DeleteSheet.show(sheets, models.tasks(), counted));
    }

    /// Shows the window. Signing in starts after the first frame, so that the two do not compete
    /// for the processor.
    public void show() {
        state.restore();
        stage.show();
        models.threads().onceDrawn(() -> {
            models.session().start();
            models.transfers().restore();
        });
        models.threads().pull(isShown(), models::refresh);
    }

    /// Whether this scene is on the screen: false after the window has closed, or when it shows
    /// another scene.
    private ObservableValue<Boolean> isShown() {
        return stage.getScene()
                .windowProperty()
                .flatMap(Window::showingProperty)
                .orElse(false);
    }

    /// Shows the folder of a blob.
    private void show(BlobPath blob) {
        if (!models.session().container().get().equals(Optional.of(blob.container()))) {
            models.session().containerText().set(blob.container());
            models.session().accept();
        }
        models.explorer().open(blob.name().substring(0, blob.name().lastIndexOf('/') + 1));
    }

    private void closing(WindowEvent event) {
        long unfinished = models.transfers().unfinished() + models.tasks().running();
        if (unfinished > 0 && !new CloseQuestion(stage, unfinished).isStopWanted()) {
            event.consume();
        } else {
            save();
        }
    }

    private void save() {
        models.transfers().close();
        models.tasks().close();
        state.save();
        state.saveDivider(UPPER, narrow.share());
        state.saveDivider(MIDDLE, transfersFold.share());
        state.saveColumns(COLUMNS, explorer.table());
        state.saveSorting(SORTING, explorer.table());
    }

    /// Closes the window without asking, because of a signal. The next window can resume unfinished
    /// uploads.
    void end() {
        save();
        stage.hide();
    }
}
