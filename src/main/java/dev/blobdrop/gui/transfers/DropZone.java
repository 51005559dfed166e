package dev.blobdrop.gui.transfers;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Icon;
import dev.blobdrop.gui.session.SessionModel;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// Shows what a drag over the window would do, or why it cannot be dropped and what to do instead.
/// It is over the table and lets mouse events through.
public final class DropZone extends VBox {
    public static final String HINT = "drop-hint";
    public static final String CHOOSE_FOLDER = "drop-choose-folder";
    public static final String STYLE = "drop-zone";

    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    /// The target is a part of the window with its own frame.
    private static final PseudoClass PART = PseudoClass.getPseudoClass("part");

    /// How long a refusal is shown.
    private static final Duration READING = Duration.seconds(5);

    private final SessionModel session;
    private final TransfersModel transfers;
    private final PauseTransition reading = new PauseTransition(READING);
    private final Button instead = new Button(Texts.of("transfers.choose.folder-instead"));
    private final Label hint = new Label();
    private Optional<DropTarget> window = Optional.empty();

    /// The target under the drag; at most one.
    private Optional<DropTarget> lit = Optional.empty();

    /// @param chooseFolder lets the user choose a folder instead
    public DropZone(SessionModel session, TransfersModel transfers, Runnable chooseFolder) {
        this.session = session;
        this.transfers = transfers;
        instead.setId(CHOOSE_FOLDER);
        instead.getStyleClass().add(Styles.SMALL);
        instead.setOnAction(event -> {
            setVisible(false);
            chooseFolder.run();
        });
        instead.managedProperty().bind(instead.visibleProperty());
        hint.setId(HINT);
        hint.setWrapText(true);
        HBox banner = new HBox(Icon.UPLOAD.node(), hint, instead);
        banner.getStyleClass().add("banner");
        banner.setMaxWidth(HBox.USE_PREF_SIZE);
        getChildren().add(banner);
        getStyleClass().add(STYLE);
        setMouseTransparent(true);
        setVisible(false);
        reading.setOnFinished(event -> setVisible(false));
    }

    /// Makes the whole window accept drops. When a drag leaves the window or ends, all targets are
    /// cleared.
    public void window(Node root, Supplier<Optional<DropTarget.Where>> where) {
        window = Optional.of(target(root, where));
        root.addEventHandler(DragEvent.DRAG_EXITED, event -> end());
        root.addEventHandler(DragEvent.DRAG_DONE, event -> end());
    }

    /// Makes a node accept drops and shows here what it would do. An inner target takes precedence.
    ///
    /// @param where evaluated for each event; while empty the node is not a target
    public DropTarget target(Node node, Supplier<Optional<DropTarget.Where>> where) {
        DropTarget target = new DropTarget(node, where, transfers, this::over, this::end);
        target.hover().subscribe((before, hover) -> follow(target, hover));
        return target;
    }

    private void over(DropTarget target) {
        lit.filter(other -> other != target).ifPresent(DropTarget::clear);
        lit = Optional.of(target);
    }

    private void end() {
        lit.ifPresent(DropTarget::clear);
        lit = Optional.empty();
    }

    private void follow(DropTarget target, DropTarget.Hover hover) {
        if (lit.filter(other -> other == target).isPresent()) {
            pseudoClassStateChanged(PART, !lit.equals(window));
            say(hover);
        }
    }

    private void say(DropTarget.Hover hover) {
        switch (hover) {
            case DropTarget.Hover.Nothing nothing -> {
                reading.stop();
                setVisible(false);
            }
            case DropTarget.Hover.Ready ready ->
                say(Texts.of("transfers.drop.release", ready.count(), words(ready.where())), false, false);
            case DropTarget.Hover.Refused refused -> {
                say(refused.reason(), true, refused.folderHelps());
                reading.playFromStart();
            }
        }
    }

    private String words(DropTarget.Where where) {
        return where.container().orElse(session.containerText().get()) + "/" + where.prefix();
    }

    /// Shows for a while why nothing was accepted.
    public void refuse(String reason) {
        say(reason, true, false);
        reading.playFromStart();
    }

    private void say(String text, boolean refused, boolean folderHelps) {
        reading.stop();
        hint.setText(Visible.of(text));
        instead.setVisible(folderHelps);
        setMouseTransparent(!folderHelps);
        pseudoClassStateChanged(REFUSED, refused);
        setVisible(true);
    }
}
