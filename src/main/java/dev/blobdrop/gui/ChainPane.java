package dev.blobdrop.gui;

import atlantafx.base.theme.Styles;

import dev.blobdrop.gui.model.ChainColumn;
import dev.blobdrop.gui.model.ChainModel;
import dev.blobdrop.gui.model.SessionModel;
import dev.blobdrop.gui.model.Texts;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Why it is this identity: each credential in the order in which it is asked, how that ended and
/// why; what the identity may do; the doctor's stages; and a pod beside it. A drawer of the window,
/// or in large type all of it, for a lecture hall.
final class ChainPane extends VBox {
    static final String ID = "chain";
    static final String EVERYONE = "chain-everyone";
    static final String DIAGNOSE = "chain-diagnose";
    static final String OPEN = "chain-open";
    static final String CLOSE_OTHER = "chain-close-other";
    static final String DEMONSTRATE = "chain-demonstrate";
    static final String HERE = "chain-here";
    static final String OTHER = "chain-other";

    private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");
    private static final PseudoClass COMPARING = PseudoClass.getPseudoClass("comparing");

    private final ChainModel model;
    private final boolean large;
    private final Demonstration demonstration;
    private final EqualColumns columns = new EqualColumns();
    private final ColumnPane here;
    private Optional<ColumnPane> other = Optional.empty();

    /// The drawer. Ctrl+Shift+I fills the window with it and gives the window back.
    ChainPane(SessionModel session) {
        this(session.chain(), false, new Demonstration(session.chain()));
        visibleProperty().subscribe(visible -> model.shown().set(visible));
        sceneProperty()
                .subscribe(scene -> Optional.ofNullable(scene).ifPresent(demonstration::takeKeys));
    }

    /// @param large whether it fills the window, in type that is read from the last row
    /// @param demonstration begins or ends that
    ChainPane(ChainModel model, boolean large, Demonstration demonstration) {
        this.model = model;
        this.large = large;
        this.demonstration = demonstration;
        this.here = new ColumnPane(HERE, model, true, large);
        setId(ID);
        getStyleClass().add("chain");
        if (large) {
            getStyleClass().add("demonstration");
        }
        columns.getStyleClass().add("columns");
        columns.show(here);
        ScrollPane scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setAccessibleText(Texts.of("chain.title"));
        VBox.setVgrow(scroll, Priority.ALWAYS);

        Label hint = new Label(Texts.of("chain.hint"));
        hint.setWrapText(true);
        hint.setMaxWidth(Double.MAX_VALUE);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        hint.getStyleClass().addAll("hint", Styles.TEXT_MUTED);
        getChildren().addAll(head(), new NoticePane("chain", model.trouble()), scroll, hint);
        model.here().subscribe(here::show);
        model.other().subscribe(this::beside);
        takeDrops();
    }

    private Node head() {
        Label title = new Label(Texts.of("chain.title"));
        title.getStyleClass().add("title");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);

        ToggleButton everyone = new ToggleButton(Texts.of("chain.everyone"));
        everyone.setId(EVERYONE);
        everyone.getStyleClass().add(Styles.SMALL);
        everyone.setAccessibleHelp(Texts.of("chain.everyone.help"));
        everyone.selectedProperty().bindBidirectional(model.everyone());

        Button diagnose = button(DIAGNOSE, "chain.diagnose", model::diagnose);
        Button open = button(OPEN, "chain.open", this::choose);
        Button fill =
                button(
                        DEMONSTRATE,
                        large ? "chain.demonstration.leave" : "chain.demonstration",
                        () -> demonstration.toggle(getScene()));
        Button close = button(CLOSE_OTHER, "chain.close-other", model::closeOther);
        close.visibleProperty().bind(model.other().map(Optional::isPresent));
        close.managedProperty().bind(close.visibleProperty());
        FlowPane buttons = new FlowPane(everyone, diagnose, open, close, fill);
        buttons.getStyleClass().add("buttons");
        VBox head = new VBox(title, buttons);
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
            other = Optional.empty();
            columns.show(here);
        } else {
            if (other.isEmpty()) {
                ColumnPane pane = new ColumnPane(OTHER, model, false, false);
                other = Optional.of(pane);
                columns.show(here, pane);
            }
            other.get().show(column.get());
        }
        here.stack(column.isPresent());
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("chain.open.title"));
        List<File> files = chooser.showOpenMultipleDialog(getScene().getWindow());
        if (files != null) {
            model.open(files.stream().map(File::toPath).toList());
        }
    }

    /// What is dropped here is looked at, not uploaded.
    private void takeDrops() {
        setOnDragOver(
                event -> {
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
        List<Path> files = event.getDragboard().getFiles().stream().map(File::toPath).toList();
        model.open(files);
        event.setDropCompleted(true);
        event.consume();
    }
}
