package dev.blobdrop.gui;

import dev.blobdrop.gui.model.SessionModel;
import dev.blobdrop.gui.model.Texts;

import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import java.util.ArrayList;
import java.util.List;

/// Says what a drag over the window would do, or why it cannot be dropped. Lies over the table and
/// lets the mouse through.
final class DropZone extends VBox {
    static final String HINT = "drop-hint";
    static final String STYLE = "drop-zone";

    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    /// As long as it takes to read why something cannot be dropped.
    private static final Duration READING = Duration.seconds(5);

    private final SessionModel session;
    private final PauseTransition reading = new PauseTransition(READING);
    private final Label hint = new Label();
    private final List<DropTarget> targets = new ArrayList<>();

    DropZone(SessionModel session) {
        this.session = session;
        hint.setId(HINT);
        hint.setWrapText(true);
        HBox banner = new HBox(Icon.UPLOAD.node(), hint);
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
                            false);
            case DropTarget.Hover.Refused refused -> refuse(refused.reason());
        }
    }

    /// Says for a while why nothing was taken.
    void refuse(String reason) {
        say(reason, true);
        reading.playFromStart();
    }

    private void say(String text, boolean refused) {
        reading.stop();
        hint.setText(text);
        pseudoClassStateChanged(REFUSED, refused);
        setVisible(true);
    }
}
