package dev.blobdrop.gui;

import atlantafx.base.theme.Styles;

import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.gui.model.SessionModel;
import dev.blobdrop.gui.model.Texts;

import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import java.util.ArrayList;
import java.util.List;

/// Says what a drag over the window would do, or why it cannot be dropped, and what to do instead.
/// Lies over the table and lets the mouse through.
final class DropZone extends VBox {
    static final String HINT = "drop-hint";
    static final String CHOOSE_FOLDER = "drop-choose-folder";
    static final String STYLE = "drop-zone";

    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    /// As long as it takes to read why something cannot be dropped.
    private static final Duration READING = Duration.seconds(5);

    private final SessionModel session;
    private final PauseTransition reading = new PauseTransition(READING);
    private final Button instead = new Button(Texts.of("transfers.choose.folder-instead"));
    private final Label hint = new Label();
    private final List<DropTarget> targets = new ArrayList<>();

    /// @param chooseFolder lets the user choose a folder instead
    DropZone(SessionModel session, Runnable chooseFolder) {
        this.session = session;
        instead.setId(CHOOSE_FOLDER);
        instead.getStyleClass().add(Styles.SMALL);
        instead.setOnAction(
                event -> {
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

    /// Shows what hangs over the target. The one that was added first lies around the others, so it
    /// counts when nothing hangs over them.
    void follow(DropTarget target) {
        targets.add(target);
        target.hover()
                .subscribe(
                        hover ->
                                say(
                                        hover instanceof DropTarget.Hover.Nothing
                                                ? targets.getFirst().hover().get()
                                                : hover));
    }

    private void say(DropTarget.Hover hover) {
        switch (hover) {
            case DropTarget.Hover.Nothing nothing -> {
                reading.stop();
                setVisible(false);
            }
            case DropTarget.Hover.Ready ready ->
                    say(
                            Texts.of(
                                    "transfers.drop.release",
                                    ready.count(),
                                    session.containerText().get() + "/" + ready.prefix()),
                            false,
                            false);
            case DropTarget.Hover.Refused refused -> {
                say(refused.reason(), true, refused.folderHelps());
                reading.playFromStart();
            }
        }
    }

    /// Says for a while why nothing was taken.
    void refuse(String reason) {
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
