package dev.blobdrop.gui.identity;

import atlantafx.base.theme.Styles;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.DragContent;
import dev.blobdrop.gui.control.EqualColumns;
import dev.blobdrop.gui.control.Icon;
import dev.blobdrop.gui.control.LayoutSize;
import dev.blobdrop.gui.control.Nodes;
import dev.blobdrop.gui.control.NoticePane;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/// Which credential was used and why: each credential in its order with its result; the permissions
/// of the identity; the stages of a diagnosis; and a pod for comparison. A drawer of the window, or
/// the whole window in large type for an audience.
public final class ChainPane extends VBox {
    public static final String ID = "chain";
    public static final String EVERYONE = "chain-everyone";
    static final String DIAGNOSE = "chain-diagnose";
    public static final String CANCEL = "chain-cancel";
    static final String OPEN = "chain-open";
    public static final String CLOSE = "chain-close";
    static final String CLOSE_POD = "chain-close-pod";
    public static final String LARGE_VIEW = "chain-large-view";
    public static final String HERE = "chain-here";
    public static final String POD = "chain-pod";

    /// The width of the drawer in pixels at 100 % zoom; the stylesheet has the same value in em.
    static final double USUAL_WIDTH = 430;

    /// In em; in a narrower pane nothing is side by side.
    private static final double NARROW = 42;

    /// In em; in a lower pane everything scrolls, including the header.
    private static final double LOW = 34;

    private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");
    private static final PseudoClass CROWDED = PseudoClass.getPseudoClass("crowded");
    private static final PseudoClass COMPARING = PseudoClass.getPseudoClass("comparing");

    private final ChainModel model;
    private final boolean large;
    private final LargeView largeView;
    private final EqualColumns columns = new EqualColumns();
    private final ColumnPane here;
    private final Button close = new Button();
    private final ToggleButton everyone = new ToggleButton(Texts.of("chain.everyone"));
    private boolean narrow;
    private Optional<ColumnPane> pod = Optional.empty();

    /// The pane as a drawer.
    ///
    /// @param closed hides the drawer
    public ChainPane(ChainModel model, Runnable closed) {
        this(model, false, ChainPane.largeView(model));
        close.setOnAction(event -> closed.run());
        Nodes.show(close, true);
        visibleProperty().subscribe(visible -> model.shown().set(visible));
    }

    /// The large view of the chain.
    public static LargeView largeView(ChainModel model) {
        return new LargeView(model, shown -> new ChainPane(model, true, shown));
    }

    /// The pane in either size.
    ///
    /// @param large whether it fills the window in large type
    /// @param largeView enters or leaves the large view
    public ChainPane(ChainModel model, boolean large, LargeView largeView) {
        this.model = model;
        this.large = large;
        this.largeView = largeView;
        this.here = new ColumnPane(HERE, model, true, large);
        setId(ID);
        getStyleClass().add("chain");
        if (large) {
            getStyleClass().add("large-view");
        }
        columns.getStyleClass().add("columns");
        arrange();
        VBox content = new VBox(columns);
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setAccessibleText(Texts.of("chain.title"));
        VBox.setVgrow(scroll, Priority.ALWAYS);

        Label hint = new Label(Texts.of("chain.hint"));
        hint.setWrapText(true);
        hint.setMaxWidth(Double.MAX_VALUE);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        hint.getStyleClass().addAll("hint", Styles.TEXT_MUTED);
        VBox above = new VBox(head(), new NoticePane("chain", model.pod().trouble(), model.pod()::dismiss));
        getChildren().addAll(above, scroll, hint);
        LayoutSize.watch(this, hint, (width, height) -> {
            List<Node> all = List.of(above, scroll, hint);
            boolean low = height < LOW;
            if (low == (above.getParent() == this)) {
                getChildren().setAll(low ? List.of(scroll) : all);
                content.getChildren().setAll(low ? List.of(above, columns, hint) : List.of(columns));
            }
            fold(width < NARROW);
        });
        model.here().subscribe(here::show);
        model.pod().column().subscribe(this::beside);
        takeDrops();
    }

    private Node head() {
        Label title = new Label(Texts.of("chain.title"));
        title.getStyleClass().add("title");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);

        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        close.setId(CLOSE);
        close.setGraphic(Icon.CLOSE.node());
        close.setAccessibleText(Texts.of("chain.close"));
        close.setTooltip(new Tooltip(Texts.of("chain.close")));
        close.setMinWidth(Region.USE_PREF_SIZE);
        close.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        Nodes.show(close, false);
        everyone.setId(EVERYONE);
        everyone.getStyleClass().add(Styles.SMALL);
        everyone.setAccessibleHelp(Texts.of("chain.everyone.help"));
        everyone.selectedProperty().bindBidirectional(model.everyone());

        Button diagnose = button(DIAGNOSE, "chain.diagnose", model::diagnose);
        Button open = button(OPEN, "chain.open", this::choose);
        Button fill = button(
                LARGE_VIEW, large ? "chain.large-view.leave" : "chain.large-view", () -> largeView.toggle(getScene()));
        open.setTooltip(new Tooltip(Texts.of("chain.hint")));
        Button alone = button(CLOSE_POD, "chain.close-pod", model.pod()::close);
        alone.visibleProperty().bind(model.pod().column().map(Optional::isPresent));
        alone.managedProperty().bind(alone.visibleProperty());
        Button cancel = button(CANCEL, "chain.cancel", model::cancel);
        cancel.visibleProperty().bind(model.working());
        cancel.managedProperty().bind(cancel.visibleProperty());
        FlowPane buttons = new FlowPane(everyone, diagnose, cancel, open, alone, fill);
        buttons.getStyleClass().add("buttons");
        VBox head = new VBox(new HBox(title, close), buttons);
        head.getStyleClass().add("head");
        return head;
    }

    private static Button button(String id, String key, Runnable action) {
        Button button = new Button(Texts.of(key));
        button.setId(id);
        button.getStyleClass().add(Styles.SMALL);
        button.setOnAction(event -> action.run());
        return button;
    }

    private void beside(Optional<ChainColumn> column) {
        pseudoClassStateChanged(COMPARING, column.isPresent());
        if (column.isEmpty()) {
            pod = Optional.empty();
            arrange();
        } else {
            if (pod.isEmpty()) {
                pod = Optional.of(new ColumnPane(POD, model, false, false));
                arrange();
            }
            pod.get().show(column.get());
        }
    }

    private void fold(boolean wanted) {
        if (wanted != narrow) {
            narrow = wanted;
            pseudoClassStateChanged(CROWDED, narrow);
            arrange();
        }
    }

    private void arrange() {
        columns.show(!narrow, Stream.concat(Stream.of(here), pod.stream()).toList());
        here.stack(narrow || pod.isPresent());
    }

    /// Enters or leaves the large view.
    public void toggleLargeView(Scene window) {
        largeView.toggle(window);
    }

    /// The node to focus when the pane is reached by keyboard.
    public Node first() {
        return everyone;
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("chain.open.title"));
        List<File> files = chooser.showOpenMultipleDialog(getScene().getWindow());
        if (files != null) {
            model.pod().open(files.stream().map(File::toPath).toList());
        }
    }

    /// Files dropped here are opened, not uploaded.
    private void takeDrops() {
        setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
                pseudoClassStateChanged(DRAGGED, true);
            }
            event.consume();
        });
        setOnDragExited(event -> pseudoClassStateChanged(DRAGGED, false));
        setOnDragDropped(this::dropped);
    }

    private void dropped(DragEvent event) {
        pseudoClassStateChanged(DRAGGED, false);
        DragContent content = DragContent.of(event.getDragboard());
        if (content instanceof DragContent.Files files) {
            model.pod().open(files.paths());
        }
        event.setDropCompleted(content instanceof DragContent.Files);
        event.consume();
    }
}
