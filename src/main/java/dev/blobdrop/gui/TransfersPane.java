package dev.blobdrop.gui;

import atlantafx.base.theme.Styles;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.gui.model.Notice;
import dev.blobdrop.gui.model.Texts;
import dev.blobdrop.gui.model.TransferRow;
import dev.blobdrop.gui.model.TransfersModel;

import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// The drops, what failed first and then the newest first; over them the question about a name that
/// is taken; below them what is to be said about the selected one.
final class TransfersPane extends VBox {
    static final String LIST = "transfers";
    static final String SUMMARY = "summary";
    static final String POLICY = "if-exists";
    static final String NOTICE = "transfer";
    static final String PAUSE_ALL = "pause-all";
    static final String RESUME_ALL = "resume-all";
    static final String ALL = "transfers-all";
    static final String DETAILS = "transfer-details";

    private static final KeyCombination RETRY_KEYS =
            new KeyCodeCombination(KeyCode.R, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination COPY_KEYS =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    /// What a user can choose beforehand.
    private static final List<ConflictPolicy> POLICIES =
            List.of(
                    ConflictPolicy.FAIL,
                    ConflictPolicy.SKIP,
                    ConflictPolicy.REPLACE,
                    ConflictPolicy.KEEP_BOTH);

    private final TransfersModel transfers;
    private final TransferCommands commands;
    private final ListView<TransferRow> list = new ListView<>();
    private final FilesPane files = new FilesPane();

    /// @param show shows the folder of a blob
    TransfersPane(TransfersModel transfers, Consumer<BlobPath> show) {
        this.transfers = transfers;
        this.commands = new TransferCommands(transfers, show);
        list.setId(LIST);
        list.setAccessibleText(Texts.of("transfers.list"));
        list.setItems(transfers.rows());
        list.setPlaceholder(new Label(Texts.of("transfers.empty")));
        list.setCellFactory(view -> new TransferCell(commands));
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        transfers.rows().addListener((ListChangeListener<TransferRow>) this::selectNew);
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(row -> files.follow(Optional.ofNullable(row)));

        ConflictSheet sheet = new ConflictSheet(transfers.questions());
        StackPane.setAlignment(sheet, Pos.TOP_CENTER);
        StackPane drops = new StackPane(list, sheet);
        HBox.setHgrow(drops, Priority.ALWAYS);
        HBox.setHgrow(files, Priority.ALWAYS);
        HBox both = new HBox(drops, files);
        both.getStyleClass().add("lists");
        VBox.setVgrow(both, Priority.ALWAYS);

        getChildren()
                .addAll(
                        header(),
                        both,
                        new NoticePane(NOTICE, selectedNotice()),
                        new Toast(transfers, commands));
        getStyleClass().add("transfers");
        addEventHandler(KeyEvent.KEY_PRESSED, this::escape);
    }

    private void selectNew(ListChangeListener.Change<? extends TransferRow> change) {
        boolean added = false;
        while (change.next()) {
            added |= change.wasAdded() && !change.wasPermutated() && !change.wasReplaced();
        }
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
                .flatMap(TransferRow::notice)
                .orElse(Optional.empty());
    }

    private void pressed(KeyEvent event) {
        Optional<TransferRow> row = Optional.ofNullable(list.getSelectionModel().getSelectedItem());
        if (row.isEmpty()) {
            return;
        }
        if (event.getCode() == KeyCode.SPACE) {
            commands.pauseOrResume(row.get());
        } else if (RETRY_KEYS.match(event)) {
            commands.act(row.get(), TransferRow.Action.RETRY);
        } else if (COPY_KEYS.match(event)) {
            commands.copyError(row.get());
        } else {
            return;
        }
        event.consume();
    }

    private void escape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE
                && transfers.questions().question().get().isPresent()) {
            transfers.questions().decideLater();
            event.consume();
        }
    }

    private HBox header() {
        Label summary = new Label();
        summary.setId(SUMMARY);
        summary.getStyleClass().add(Styles.TEXT_BOLD);
        summary.textProperty().bind(transfers.summary());
        HBox.setHgrow(summary, Priority.ALWAYS);
        summary.setMaxWidth(Double.MAX_VALUE);

        FlowPane tools = new FlowPane();
        tools.setAlignment(Pos.CENTER_RIGHT);
        tools.getStyleClass().add("tools");
        tools.getChildren()
                .addAll(
                        policy(),
                        button(PAUSE_ALL, "transfers.pause-all", transfers::pauseAll),
                        button(RESUME_ALL, "transfers.resume-all", transfers::resumeAll),
                        details(),
                        all());
        HBox header = new HBox(summary, tools);
        HBox.setHgrow(tools, Priority.ALWAYS);
        header.getStyleClass().add("line");
        return header;
    }

    private HBox policy() {
        ComboBox<ConflictPolicy> policy = new ComboBox<>();
        policy.setId(POLICY);
        policy.getItems().setAll(POLICIES);
        policy.setConverter(new PolicyWords());
        policy.valueProperty().bindBidirectional(transfers.ifExists());
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

    private ToggleButton details() {
        ToggleButton details = new ToggleButton(Texts.of("transfers.details"));
        details.setId(DETAILS);
        details.getStyleClass().add(Styles.SMALL);
        files.visibleProperty().bind(details.selectedProperty());
        files.managedProperty().bind(files.visibleProperty());
        return details;
    }

    private MenuButton all() {
        MenuButton all = new MenuButton(Texts.of("transfers.more"));
        all.setId(ALL);
        all.setAccessibleText(Texts.of("transfers.more.all"));
        all.getStyleClass().add(Styles.SMALL);
        all.getItems()
                .addAll(
                        item("transfers.retry-all", transfers::retryFailed),
                        item("transfers.clear", transfers::clearFinished));
        return all;
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(Texts.of(key));
        item.setOnAction(event -> action.run());
        return item;
    }

    /// The policies in the window's words.
    private static final class PolicyWords extends StringConverter<ConflictPolicy> {
        @Override
        public String toString(ConflictPolicy policy) {
            return policy == null
                    ? ""
                    : Texts.of("transfers.policy." + policy.name().toLowerCase(Locale.ROOT));
        }

        @Override
        public ConflictPolicy fromString(String words) {
            throw new UnsupportedOperationException("The list cannot be typed into");
        }
    }
}
