package dev.blobdrop.gui.transfers;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.LayoutSize;
import dev.blobdrop.gui.control.MenuKeys;
import dev.blobdrop.gui.control.Nodes;
import dev.blobdrop.gui.control.NoticePane;
import dev.blobdrop.gui.transfers.row.RowAction;
import dev.blobdrop.gui.transfers.row.RowStage;
import dev.blobdrop.gui.transfers.row.RowState;
import dev.blobdrop.gui.transfers.row.TransferRow;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// One drop on two lines: its name and target; its state and message. At the right its progress and
/// the possible actions. All of it follows properties that change at most ten times a second.
public final class TransferCell extends ListCell<TransferRow> {
    /// The id of the notice, wherever it is shown.
    static final String NOTICE = "transfer";

    public static final String MORE = "more";

    /// In em; in a narrower cell the name matters more than the folder.
    private static final double ROOM_FOR_TARGET = 34;

    /// The actions that a row waits for.
    private static final Set<RowAction> PRIMARY =
            EnumSet.of(RowAction.START, RowAction.ANSWER, RowAction.CREATE_CONTAINER);

    /// Set while the row has failed.
    public static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");

    private final TransferCommands commands;
    private final BiConsumer<TransferRow, RowAction> follow;
    private final Label name = new Label();
    private final Label target = new Label();
    private final Label state = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Label message = new Label();
    private final Tooltip wholeMessage = new Tooltip();
    private final Map<RowAction, Button> buttons = new EnumMap<>(RowAction.class);
    private final MenuButton more = new MenuButton("…");
    private final ContextMenu menu = new ContextMenu();
    private final HBox content;
    private final VBox whole;
    private final ObservableValue<Boolean> unfolding;
    private final ObjectProperty<Optional<Notice>> said = new SimpleObjectProperty<>(Optional.empty());
    private boolean canUnfold;
    private Subscription shown = Subscription.EMPTY;

    /// @param unfolding whether the selected row shows its notice itself
    /// @param follow moves the focus to a row, there to the heir of an action
    TransferCell(
            TransferCommands commands, ObservableValue<Boolean> unfolding, BiConsumer<TransferRow, RowAction> follow) {
        this.commands = commands;
        this.unfolding = unfolding;
        this.follow = follow;
        name.getStyleClass().add(Styles.TEXT_BOLD);
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        target.getStyleClass().add("caption");
        target.setMinWidth(0);
        state.getStyleClass().add("state");
        message.getStyleClass().add("caption");
        message.setTooltip(wholeMessage);
        message.setMinWidth(0);

        HBox first = new HBox(name, target);
        first.getStyleClass().add("line");
        HBox second = stateFirst();
        second.getStyleClass().add("line");
        VBox texts = new VBox(first, second);
        texts.getStyleClass().add("texts");
        texts.setMinWidth(0);
        HBox.setHgrow(texts, Priority.ALWAYS);
        content = new HBox(texts, bar);
        content.getStyleClass().add("transfer");
        for (RowAction action : RowAction.values()) {
            content.getChildren().add(button(action));
        }
        more.getStyleClass().addAll(Styles.SMALL, MORE, "no-arrow");
        more.setMinWidth(Region.USE_PREF_SIZE);
        more.setFocusTraversable(false);
        content.getChildren().add(more);
        content.setMinWidth(0);
        content.setPrefWidth(0);
        whole = new VBox(content);
        whole.setMinWidth(0);
        whole.setPrefWidth(0);
        unfolding.subscribe(this::unfold);
        selectedProperty().subscribe(this::unfold);
        setOnContextMenuRequested(this::showMenu);
        LayoutSize.watch(content, name, (width, height) -> Nodes.show(target, width >= ROOM_FOR_TARGET));
    }

    /// A line where the state is cut off last.
    private HBox stateFirst() {
        return new HBox(state, message) {
            @Override
            protected double computeMinWidth(double height) {
                return 0;
            }

            @Override
            protected void layoutChildren() {
                state.setMinWidth(Math.min(state.prefWidth(-1), getWidth()));
                super.layoutChildren();
            }
        };
    }

    /// Opens the row's menu below it.
    void showMenu() {
        menu.getItems().setAll(items(getItem()));
        MenuKeys.show(menu, this, Optional.of(this));
    }

    private void showMenu(ContextMenuEvent event) {
        if (!isEmpty() && !event.isKeyboardTrigger()) {
            menu.getItems().setAll(items(getItem()));
            menu.show(this, event.getScreenX(), event.getScreenY());
            event.consume();
        }
    }

    /// The style class of an action's button.
    public static String style(RowAction action) {
        return "action-" + action.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Button button(RowAction action) {
        Button button = new Button();
        button.getStyleClass().addAll(Styles.SMALL, style(action));
        if (PRIMARY.contains(action)) {
            button.getStyleClass().add(Styles.ACCENT);
        }
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> commands.act(getItem(), action));
        TransferCommands.key(action).ifPresent(key -> button.setTooltip(new Tooltip(key.label())));
        button.managedProperty().bind(button.visibleProperty());
        buttons.put(action, button);
        return button;
    }

    /// Shows the notice inside the selected row, if it does not fit below the list.
    private void unfold() {
        said.set(
                unfolding.getValue() && isSelected() && getItem() != null
                        ? getItem().state().get().notice()
                        : Optional.empty());
        if (said.get().isPresent() && !canUnfold) {
            canUnfold = true;
            whole.getChildren().add(new NoticePane(NOTICE, said));
        }
    }

    /// Includes the height of the notice, whose texts wrap.
    @Override
    protected double computePrefHeight(double width) {
        double inner = getWidth() - snappedLeftInset() - snappedRightInset();
        return said.get().isEmpty() || inner <= 0
                ? super.computePrefHeight(width)
                : snappedTopInset() + snapSizeY(whole.prefHeight(inner)) + snappedBottomInset();
    }

    /// The button that takes over the focus of an action: one that undoes or repeats it, never
    /// Cancel.
    Optional<Button> heir(RowAction action) {
        List<RowAction> heirs = switch (action) {
            case PAUSE -> List.of(RowAction.PAUSE, RowAction.RESUME, RowAction.RETRY);
            case RESUME -> List.of(RowAction.RESUME, RowAction.PAUSE);
            case CANCEL -> List.of(RowAction.CANCEL, RowAction.RETRY);
            case START, ANSWER, CREATE_CONTAINER, RETRY -> List.of(action, RowAction.PAUSE, RowAction.RETRY);
        };
        return heirs.stream().map(buttons::get).filter(Node::isVisible).findFirst();
    }

    private Optional<RowAction> focused() {
        return buttons.entrySet().stream()
                .filter(entry -> entry.getValue().isFocused())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    protected void updateItem(TransferRow row, boolean empty) {
        TransferRow before = getItem();
        Optional<RowAction> focused = row == before ? Optional.empty() : focused();
        super.updateItem(row, empty);
        if (empty || row == null) {
            shown.unsubscribe();
            shown = Subscription.EMPTY;
            setGraphic(null);
            unfold();
            menu.hide();
            setAccessibleText(null);
        } else if (row != before || getGraphic() == null) {
            shown.unsubscribe();
            shown = show(row);
            setGraphic(whole);
        }
        focused.filter(action -> before != null).ifPresent(action -> follow.accept(before, action));
    }

    private Subscription show(TransferRow row) {
        name.setText(Visible.of(row.drop().title()));
        more.setAccessibleText(Texts.of("transfers.more.for", row.drop().title()));
        more.getItems().setAll(new MenuItem());
        more.setOnShowing(event -> more.getItems().setAll(items(row)));
        // While the menu has its items, their shortcuts work in the whole window.
        more.setOnHidden(event -> more.getItems().setAll(new MenuItem()));
        return Subscription.combine(
                row.target()
                        .subscribe(text ->
                                target.setText(text.isEmpty() ? "" : Visible.of(Texts.of("transfers.to", text)))),
                row.state().subscribe(now -> show(row, now)),
                row.progress().subscribe(share -> draw(row, share.doubleValue())),
                row.actions().subscribe(possible -> offer(row, possible)));
    }

    private void show(TransferRow row, RowState now) {
        state.setText(now.label());
        state.pseudoClassStateChanged(FAILED, now.stage() == RowStage.FAILED);
        state.pseudoClassStateChanged(DONE, now.stage() == RowStage.DONE);
        boolean moves = switch (now.stage()) {
            case SCANNING, RUNNING, PAUSED, VERIFYING -> true;
            case WAITING, DONE, SKIPPED, FAILED, CANCELLED -> false;
        };
        Nodes.show(bar, moves);
        setAccessibleText(row.drop().title() + ", " + now.label());
        String text = Visible.of(now.message());
        message.setText(text);
        wholeMessage.setText(text);
        Nodes.show(message, !text.isEmpty());
        unfold();
    }

    /// The text for screen readers changes with each quarter only.
    private void draw(TransferRow row, double share) {
        bar.setProgress(share);
        String text = share < 0
                ? Texts.of("transfers.progress.unknown", row.drop().title())
                : Texts.of("transfers.progress", row.drop().title(), (int) (share * 4) * 25);
        if (!text.equals(bar.getAccessibleText())) {
            bar.setAccessibleText(text);
        }
    }

    private void offer(TransferRow row, Set<RowAction> possible) {
        Optional<RowAction> leaving = focused().filter(action -> !possible.contains(action));
        buttons.forEach((action, button) -> {
            button.setVisible(possible.contains(action));
            button.setText(TransferCommands.text(row, action));
            button.setAccessibleText(button.getText() + ": " + row.drop().title());
        });
        leaving.ifPresent(action -> heir(action).ifPresentOrElse(Node::requestFocus, () -> follow.accept(row, action)));
    }

    private List<MenuItem> items(TransferRow row) {
        return commands.items(row);
    }
}
