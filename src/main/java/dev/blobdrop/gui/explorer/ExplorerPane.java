package dev.blobdrop.gui.explorer;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Icon;
import dev.blobdrop.gui.control.LayoutSize;
import dev.blobdrop.gui.control.Nodes;
import dev.blobdrop.gui.control.PaneState;
import dev.blobdrop.gui.control.ProblemStates;
import dev.blobdrop.gui.control.Prompt;
import dev.blobdrop.gui.control.Shortcut;
import dev.blobdrop.gui.control.StatePane;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.session.SignIn;
import dev.blobdrop.gui.tasks.TasksPane;
import dev.blobdrop.gui.transfers.DropZone;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The contents of the open container: path and filter at the top, the table, and the counts below.
public final class ExplorerPane extends VBox {
    public static final String FILTER = "filter";
    public static final String REFRESH = "refresh";
    public static final String UPLOAD = "upload";
    public static final String STATE = "blobs-state";
    public static final String LIST = "show-containers";
    public static final String CREATE = "create-container";
    public static final String SIGN_IN = "state-sign-in";

    /// In em; a narrower pane has an upload button without text.
    private static final double TIGHT = 40;

    /// In em; a narrower pane leaves the account out of the path.
    private static final double ROOM_FOR_ACCOUNT = 55;

    private static final Duration TYPING = Duration.millis(300);

    private final SessionModel session;
    private final ExplorerModel explorer;
    private final ContainersModel containers;
    private final BlobTable table;
    private final PathBar path;
    private final TextField filter = new TextField();
    private final StatePane state = new StatePane(STATE);
    private final StackPane middle;
    private final Button list = new Button();
    private final FileChoices uploads;
    private final Runnable signIn;
    private final ProblemStates troubles;

    /// Whether there was a sign-in attempt since the window opened.
    private boolean begun;

    /// @param signIn starts an interactive sign-in, or shows the ways to sign in
    /// @param drops shows what a drag would do
    public ExplorerPane(
            SessionModel session,
            ContainersModel containers,
            ExplorerModel explorer,
            FileChoices uploads,
            Runnable signIn,
            ProblemStates troubles,
            TasksPane tasks,
            DropZone drops) {
        this.session = session;
        this.explorer = explorer;
        this.containers = containers;
        this.uploads = uploads;
        this.signIn = signIn;
        this.troubles = troubles;
        this.table = new BlobTable(explorer);
        this.path = new PathBar(session, explorer, drops);
        path.afterwards(table::requestFocus);
        middle = new StackPane(table, state);
        middle.setMinHeight(0);
        Nodes.clip(middle);
        VBox.setVgrow(middle, Priority.ALWAYS);
        getChildren().addAll(bar(), middle, new ListingLine(explorer, table), tasks);
        getStyleClass().add("explorer");
        setMinWidth(0);
        explorer.listing().subscribe(listing -> say());
        session.account().subscribe(account -> say());
        session.container().subscribe(container -> say());
        session.signIn().subscribe(state -> say());
        explorer.rows().subscribe(this::say);
    }

    private HBox bar() {
        HBox.setHgrow(path, Priority.ALWAYS);
        MenuButton upload = upload();
        HBox bar = new HBox(list(), path, filter(), refresh(), upload);
        LayoutSize.watch(bar, upload, (width, height) -> {
            upload.setContentDisplay(width < TIGHT ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
            filter.setPrefColumnCount(width < TIGHT ? 5 : 12);
            path.tight(width < ROOM_FOR_ACCOUNT);
        });
        bar.getStyleClass().addAll("line", "explorer-bar");
        return bar;
    }

    private Button list() {
        list.setId(LIST);
        list.setGraphic(Icon.LIST.node());
        list.setAccessibleText(Texts.of("explorer.containers"));
        list.setTooltip(new Tooltip(Texts.of("explorer.containers")));
        list.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        list.managedProperty().bind(list.visibleProperty());
        list.setVisible(false);
        return list;
    }

    private TextField filter() {
        filter.setId(FILTER);
        filter.setMinWidth(0);
        Prompt.longestThatFits(filter, Texts.of("explorer.filter.prompt"), Texts.of("explorer.filter.prompt.short"));
        filter.setAccessibleText(Texts.of("explorer.filter"));
        filter.setTooltip(new Tooltip(Shortcut.FILTER.label()));
        PauseTransition typing = new PauseTransition(TYPING);
        typing.setOnFinished(event -> explorer.filter(filter.getText()));
        filter.textProperty().subscribe((before, text) -> {
            if (!text.equals(explorer.filter().get())) {
                typing.playFromStart();
            }
        });
        explorer.filter().subscribe((before, text) -> filter.setText(text));
        filter.setOnAction(event -> {
            typing.stop();
            explorer.filter(filter.getText());
            table.requestFocus();
        });
        filter.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                filter.clear();
                table.requestFocus();
                event.consume();
            }
        });
        return filter;
    }

    private Button refresh() {
        Button refresh = new Button();
        refresh.setId(REFRESH);
        refresh.setGraphic(Icon.REFRESH.node());
        refresh.setAccessibleText(Shortcut.REFRESH.text());
        refresh.setTooltip(new Tooltip(Shortcut.REFRESH.label()));
        refresh.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        refresh.setOnAction(event -> explorer.refresh());
        return refresh;
    }

    private MenuButton upload() {
        MenuButton upload = new MenuButton(Texts.of("explorer.upload"));
        upload.setId(UPLOAD);
        upload.setGraphic(Icon.UPLOAD.node());
        upload.setAccessibleText(upload.getText());
        upload.setTooltip(new Tooltip(upload.getText()));
        upload.getStyleClass().add(Styles.ACCENT);
        upload.setMinWidth(Region.USE_PREF_SIZE);
        MenuItem files = new MenuItem(Shortcut.CHOOSE_FILES.text());
        files.setAccelerator(Shortcut.CHOOSE_FILES.keys());
        files.setOnAction(event -> uploads.files());
        MenuItem folder = new MenuItem(Shortcut.CHOOSE_FOLDER.text());
        folder.setAccelerator(Shortcut.CHOOSE_FOLDER.keys());
        folder.setOnAction(event -> uploads.folder());
        upload.getItems().addAll(files, folder);
        return upload;
    }

    private void say() {
        begun |= !(session.signIn().get() instanceof SignIn.NotBegun);
        table.loading(explorer.listing().get() instanceof ListingState.Loading);
        switch (explorer.listing().get()) {
            case ListingState.Idle() -> idle();
            case ListingState.Loading() -> state.clear();
            case ListingState.Shown() -> {
                if (explorer.rows().isEmpty()) {
                    state.show(empty());
                } else {
                    state.clear();
                }
            }
            case ListingState.Trouble(Problem problem) -> state.show(trouble(problem));
        }
    }

    private void idle() {
        if (session.account().get().isEmpty()) {
            state.show(withButton(Icon.CLOUD, "explorer.idle.account"));
        } else if (session.container().get().isEmpty()) {
            state.show(withButton(Icon.CONTAINER, "explorer.idle.container"));
        } else if (session.signIn().get() instanceof SignIn.Checking || !begun) {
            state.loading(Texts.of("explorer.idle.checking"));
        } else {
            state.show(nobody());
        }
    }

    private PaneState nobody() {
        return PaneState.of(
                Icon.PERSON,
                Texts.of("explorer.idle.nobody"),
                Texts.of("explorer.idle.nobody.sentence"),
                new PaneState.Choice(SIGN_IN, Texts.of("explorer.idle.nobody.sign-in"), signIn),
                new PaneState.Choice(
                        "state-sign-in-again", Texts.of("explorer.state.again"), session.signIns()::again));
    }

    private PaneState empty() {
        return explorer.filter().get().isEmpty()
                ? withButton(Icon.EMPTY, "explorer.empty")
                : PaneState.of(
                        Icon.SEARCH,
                        Texts.of("explorer.empty.filter", explorer.filter().get()),
                        Texts.of("explorer.empty.filter.sentence"),
                        new PaneState.Choice("clear-filter", Texts.of("explorer.empty.filter.clear"), filter::clear));
    }

    private PaneState withButton(Icon icon, String key) {
        return PaneState.of(
                icon,
                Texts.of(key),
                Texts.of(key + ".sentence"),
                new PaneState.Choice("state-choose-files", Shortcut.CHOOSE_FILES.text(), uploads::files),
                new PaneState.Choice("state-choose-folder", Shortcut.CHOOSE_FOLDER.text(), uploads::folder));
    }

    private PaneState trouble(Problem problem) {
        String container = session.container().get().orElse("");
        if (problem.isContainerMissing()) {
            return PaneState.of(
                    Icon.MISSING,
                    Texts.of("explorer.missing", container),
                    Texts.of("explorer.missing.sentence"),
                    new PaneState.Choice(
                            CREATE, Texts.of("explorer.missing.create", container), () -> create(container)),
                    new PaneState.Choice("blobs-again", Texts.of("explorer.state.again"), explorer::refresh));
        }
        return troubles.of("blobs", problem, explorer::refresh);
    }

    private void create(String container) {
        containers.create(
                container, explorer::refresh, problem -> state.show(troubles.of("blobs", problem, explorer::refresh)));
    }

    /// The layer over the table and its states, for the drop overlay.
    public StackPane middle() {
        return middle;
    }

    /// The button that shows the containers in a narrow window.
    public Button containersButton() {
        return list;
    }

    /// The table.
    public BlobTable table() {
        return table;
    }

    /// Turns the path into a text field.
    public void editPath() {
        path.edit();
    }

    /// Moves the focus to the filter.
    public void focusFilter() {
        filter.requestFocus();
        filter.selectAll();
    }
}
