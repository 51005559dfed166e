package dev.blobdrop.gui.transfers;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.ButtonFlow;
import dev.blobdrop.gui.control.FocusHeirs;
import dev.blobdrop.gui.control.Icon;
import dev.blobdrop.gui.control.LayoutSize;
import dev.blobdrop.gui.control.MenuKeys;
import dev.blobdrop.gui.control.Nodes;
import dev.blobdrop.gui.control.NoticePlace;
import dev.blobdrop.gui.control.Shortcut;
import dev.blobdrop.gui.control.TypeAhead;
import dev.blobdrop.gui.transfers.row.RowAction;
import dev.blobdrop.gui.transfers.row.RowState;
import dev.blobdrop.gui.transfers.row.TransferRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The list of uploads, failed ones first and then newest first; above it the question about a name
/// that is taken, below it the notice of the selected row.
public final class TransfersPane extends VBox {
    public static final String LIST = "transfers";
    public static final String SUMMARY = "summary";
    public static final String POLICY = "if-exists";
    public static final String NOTICE = TransferCell.NOTICE;
    public static final String PAUSE_ALL = "pause-all";
    public static final String RESUME_ALL = "resume-all";
    public static final String ALL = "transfers-all";
    public static final String DETAILS = "transfer-details";

    public static final String OPEN = "transfers-open";

    /// In em; a narrower pane shows two buttons and moves the others into the menu.
    private static final double TIGHT = 60;

    private final TransfersModel transfers;
    private final TransferCommands commands;
    private final ListView<TransferRow> list = new ListView<>();
    private final FilesPane files = new FilesPane();
    private final ConflictSheet sheet;
    private final StackPane drops;
    private final NoticePlace notice;
    private final ScrollPane body;
    private final Toast toast;
    private final Label summary = new Label();
    private final Button fold = new Button();
    private final ButtonFlow tools = new ButtonFlow();
    private final Node policy;
    private final Button pauseAll;
    private final Button resumeAll;
    private final ToggleButton details = new ToggleButton(Texts.of("transfers.details"));
    private final MenuButton all = new MenuButton(Texts.of("transfers.more"));
    private final BooleanProperty open = new SimpleBooleanProperty();
    private boolean tight;

    /// Whether a drop waits to be started; that opens a folded pane.
    private boolean starting;

    /// @param show shows the folder of a blob
    public TransfersPane(TransfersModel transfers, Consumer<BlobPath> show) {
        this.transfers = transfers;
        this.commands = new TransferCommands(transfers, show);
        list.setId(LIST);
        list.setAccessibleText(Texts.of("transfers.list"));
        list.getStyleClass().add(Styles.DENSE);
        list.setItems(transfers.rows());
        list.setPlaceholder(new Label(Texts.of("transfers.empty")));
        notice = new NoticePlace(NOTICE, selectedNotice(), summary);
        list.setCellFactory(view -> new TransferCell(commands, notice.inside(), this::follow));
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        TypeAhead.on(list, row -> row.drop().title());
        transfers.rows().addListener((ListChangeListener<TransferRow>) this::selectNew);
        list.getSelectionModel().selectedItemProperty().subscribe(row -> files.follow(Optional.ofNullable(row)));

        sheet = new ConflictSheet(transfers.questions());
        StackPane.setAlignment(sheet, Pos.TOP_CENTER);
        drops = new StackPane(list, sheet);
        HBox.setHgrow(drops, Priority.ALWAYS);
        HBox.setHgrow(files, Priority.ALWAYS);
        HBox both = new HBox(drops, files);
        both.getStyleClass().add("lists");
        VBox.setVgrow(both, Priority.ALWAYS);
        body = body(both, notice);
        notice.follow(body);
        VBox.setVgrow(body, Priority.ALWAYS);
        FocusHeirs.of(sheet, () -> Optional.of(list));
        FocusHeirs.of(body, () -> Optional.of(first()));
        toast = new Toast(
                transfers, commands, row -> open.get() && row == selected().orElse(null));
        policy = policy();
        pauseAll = button(PAUSE_ALL, "transfers.pause-all", transfers::pauseAll);
        resumeAll = button(RESUME_ALL, "transfers.resume-all", transfers::resumeAll);
        FocusHeirs.of(pauseAll, () -> Optional.of(resumeAll));
        FocusHeirs.of(resumeAll, () -> Optional.of(pauseAll));
        FocusHeirs.of(this, () -> Optional.of(first()));
        getChildren().addAll(header(), body);
        getStyleClass().add("transfers");
        addEventHandler(KeyEvent.KEY_PRESSED, this::escape);
        open.subscribe(wanted -> {
            Nodes.show(body, wanted);
            fold.setGraphic((wanted ? Icon.DOWN : Icon.NEXT).node());
            arrange();
        });
        transfers.questions().question().subscribe(asked -> {
            openFor(asked.isPresent());
            arrange();
        });
        transfers.summary().subscribe(this::arrange);
        details.selectedProperty().subscribe(this::arrange);
    }

    /// Shows the controls that are of use now. In a narrow pane the files of a drop replace the
    /// list.
    private void arrange() {
        boolean some = !transfers.rows().isEmpty();
        Nodes.show(policy, !tight);
        Nodes.show(pauseAll, !tight && isPossible(RowAction.PAUSE));
        Nodes.show(resumeAll, !tight && isPossible(RowAction.RESUME));
        Nodes.show(details, some && open.get());
        Nodes.show(all, some || tight);
        boolean ready = isPossible(RowAction.START);
        if (ready && !starting) {
            open.set(true);
        }
        starting = ready;
        boolean asked = transfers.questions().question().get().isPresent();
        Nodes.show(files, details.isSelected() && !(tight && asked));
        Nodes.show(drops, !tight || asked || !details.isSelected());
    }

    private boolean isPossible(RowAction action) {
        return transfers.rows().stream().anyMatch(row -> row.actions().get().contains(action));
    }

    /// The message that an upload has ended; the caller places it.
    public Toast toast() {
        return toast;
    }

    /// How much more height the question about a name needs, in pixels; 0 without a question.
    public double wanting() {
        if (!sheet.isVisible()) {
            return 0;
        }
        sheet.applyCss();
        return sheet.prefHeight(drops.getWidth()) - body.getViewportBounds().getHeight();
    }

    /// Scrolls its nodes together if they do not fit.
    private static ScrollPane body(Node... nodes) {
        VBox content = new VBox(nodes);
        content.getStyleClass().add("body");
        ScrollPane body = new ScrollPane(content);
        body.setFitToWidth(true);
        body.setFitToHeight(true);
        body.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        body.setFocusTraversable(false);
        body.setAccessibleText(Texts.of("transfers.list"));
        return body;
    }

    private void openFor(boolean something) {
        if (something) {
            open.set(true);
        }
    }

    /// Whether more than the summary is shown. The first drop opens the pane; only the user closes
    /// it.
    public BooleanProperty open() {
        return open;
    }

    /// The node to focus when the pane is reached by keyboard.
    public Node first() {
        return open.get() ? list : fold;
    }

    /// Returns the focus to a row whose cell shows another row now, to the row itself if its
    /// actions have changed, or to the row in its place if it is gone.
    private void follow(TransferRow row, RowAction action) {
        if (transfers.rows().contains(row)) {
            list.getSelectionModel().select(row);
        }
        list.requestFocus();
        transfers.soon(() -> list.lookupAll(".list-cell").stream()
                .filter(TransferCell.class::isInstance)
                .map(TransferCell.class::cast)
                .filter(cell -> list.isFocused() && cell.getItem() == row)
                .findFirst()
                .flatMap(cell -> cell.heir(action))
                .ifPresent(Node::requestFocus));
    }

    private Optional<TransferRow> selected() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    private void selectNew(ListChangeListener.Change<? extends TransferRow> change) {
        boolean added = false;
        while (change.next()) {
            added |= change.wasAdded() && !change.wasPermutated() && !change.wasReplaced();
        }
        openFor(added && transfers.rows().size() == 1);
        if (added) {
            transfers.rows().stream()
                    .max((a, b) -> Long.compare(a.number(), b.number()))
                    .ifPresent(row -> list.getSelectionModel().select(row));
            list.scrollTo(0);
        }
    }

    private ObservableValue<Optional<Notice>> selectedNotice() {
        return list.getSelectionModel()
                .selectedItemProperty()
                .flatMap(TransferRow::state)
                .map(RowState::notice)
                .orElse(Optional.empty());
    }

    private void pressed(KeyEvent event) {
        if (MenuKeys.match(event)) {
            MenuKeys.cell(list, list.getSelectionModel().getSelectedIndex(), "list-cell")
                    .filter(TransferCell.class::isInstance)
                    .ifPresent(cell -> ((TransferCell) cell).showMenu());
            event.consume();
            return;
        }
        if (selected().filter(row -> commands.press(row, event)).isPresent()) {
            event.consume();
        }
    }

    private void escape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE
                && transfers.questions().question().get().isPresent()) {
            transfers.questions().decideLater();
            event.consume();
        }
    }

    private HBox header() {
        fold.setId(OPEN);
        fold.setAccessibleText(Shortcut.TRANSFERS.text());
        fold.setTooltip(new Tooltip(Shortcut.TRANSFERS.label()));
        fold.setMinWidth(Region.USE_PREF_SIZE);
        fold.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        fold.setOnAction(event -> open.set(!open.get()));
        summary.setId(SUMMARY);
        summary.getStyleClass().add(Styles.TEXT_BOLD);
        summary.textProperty().bind(transfers.summary());
        HBox.setHgrow(summary, Priority.ALWAYS);
        summary.setMaxWidth(Double.MAX_VALUE);

        tools.setAlignment(Pos.TOP_RIGHT);
        tools.getStyleClass().add("tools");
        details.setId(DETAILS);
        details.getStyleClass().add(Styles.SMALL);
        List<MenuItem> forTight = fillMenu();
        tools.getChildren().addAll(policy, pauseAll, resumeAll, details, all);
        LayoutSize.watch(this, summary, (width, height) -> {
            tight = width < TIGHT;
            forTight.forEach(item -> item.setVisible(tight));
            sheet.spare(tight);
            arrange();
            double two = details.prefWidth(-1) + all.prefWidth(-1) + 2 * tools.getHgap();
            tools.setPrefWrapLength(tight ? two : getWidth() * 0.7);
            tools.setMinWidth(tight ? two : Region.USE_COMPUTED_SIZE);
        });
        HBox header = new HBox(fold, summary, tools);
        header.getStyleClass().add("line");
        header.setMinHeight(Region.USE_PREF_SIZE);
        return header;
    }

    private HBox policy() {
        ComboBox<ConflictPolicy> policy = PolicyTexts.choice(POLICY, transfers.ifExists());
        policy.getStyleClass().add(Styles.SMALL);
        Label label = new Label(Texts.of("transfers.policy"));
        label.getStyleClass().add("caption");
        label.setLabelFor(policy);
        HBox both = new HBox(label, policy);
        both.getStyleClass().add("line");
        return both;
    }

    private static Button button(String id, String key, Runnable action) {
        Button button = new Button(Texts.of(key));
        button.setId(id);
        button.getStyleClass().add(Styles.SMALL);
        button.setOnAction(event -> action.run());
        return button;
    }

    /// @return the items that have their own buttons in a wide pane
    private List<MenuItem> fillMenu() {
        all.setId(ALL);
        all.setAccessibleText(Texts.of("transfers.more.all"));
        all.getStyleClass().add(Styles.SMALL);
        List<MenuItem> forTight = List.of(
                policies(),
                item("transfers.pause-all", transfers::pauseAll),
                item("transfers.resume-all", transfers::resumeAll));
        all.getItems().addAll(forTight);
        all.getItems()
                .addAll(
                        item("transfers.retry-all", transfers::retryFailed),
                        item("transfers.clear", transfers::clearFinished));
        return forTight;
    }

    private Menu policies() {
        Menu policies = new Menu(Texts.of("transfers.policy"));
        ToggleGroup group = new ToggleGroup();
        PolicyTexts words = new PolicyTexts();
        for (ConflictPolicy policy : PolicyTexts.POLICIES) {
            RadioMenuItem item = new RadioMenuItem(words.toString(policy));
            item.setToggleGroup(group);
            item.setOnAction(event -> transfers.ifExists().set(policy));
            policies.getItems().add(item);
            transfers.ifExists().subscribe(now -> item.setSelected(now == policy));
        }
        return policies;
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(Texts.of(key));
        item.setOnAction(event -> action.run());
        return item;
    }
}
