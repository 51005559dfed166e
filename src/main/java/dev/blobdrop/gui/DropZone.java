package dev.blobdrop.gui;

import atlantafx.base.theme.Styles;

import dev.blobdrop.gui.model.SessionModel;
import dev.blobdrop.gui.model.Texts;

import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

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

    /// @param chooseFolder lets the user choose a folder instead
    DropZone(SessionModel session, Runnable chooseFolder) {
        this.session = session;
        instead.setId(CHOOSE_FOLDER);
        instead.setOnAction(
                event -> {
                    setVisible(false);
                    chooseFolder.run();
                });
        instead.managedProperty().bind(instead.visibleProperty());
        hint.setId(HINT);
        hint.setWrapText(true);
        hint.getStyleClass().add(Styles.TITLE_4);
        Node icon = Icon.UPLOAD.node();
        icon.getStyleClass().add("large");
        getChildren().addAll(icon, hint, instead);
        getStyleClass().add(STYLE);
        setMouseTransparent(true);
        setVisible(false);
        reading.setOnFinished(event -> setVisible(false));
    }

    /// Shows what hangs over the target.
    void follow(DropTarget target) {
        target.hover().subscribe(this::say);
    }

    private void say(DropTarget.Hover hover) {
        reading.stop();
        setVisible(!(hover instanceof DropTarget.Hover.Nothing));
        boolean folder = hover instanceof DropTarget.Hover.Refused no && no.folderHelps();
        instead.setVisible(folder);
        setMouseTransparent(!folder);
        pseudoClassStateChanged(REFUSED, hover instanceof DropTarget.Hover.Refused);
        switch (hover) {
            case DropTarget.Hover.Nothing nothing -> hint.setText("");
            case DropTarget.Hover.Ready ready ->
                    hint.setText(
                            Texts.of(
                                    "transfers.drop.release",
                                    ready.count(),
                                    session.containerText().get() + "/" + ready.prefix()));
            case DropTarget.Hover.Refused refused -> {
                hint.setText(refused.reason());
                reading.playFromStart();
            }
        }
    }
}
