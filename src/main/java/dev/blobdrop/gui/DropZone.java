package dev.blobdrop.gui;

import atlantafx.base.theme.Styles;

import dev.blobdrop.gui.model.SessionModel;
import dev.blobdrop.gui.model.Texts;
import dev.blobdrop.gui.model.TransfersModel;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

import java.io.File;
import java.util.List;
import java.util.Optional;

/// Says that files can be dropped, and has buttons that do the same by keyboard.
final class DropZone extends VBox {
    static final String HINT = "drop-hint";
    static final String CHOOSE_FILES = "choose-files";
    static final String CHOOSE_FOLDER = "choose-folder";

    private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    private final SessionModel session;
    private final TransfersModel transfers;
    private final Label hint = new Label(Texts.of("transfers.drop.ready"));

    DropZone(SessionModel session, TransfersModel transfers) {
        this.session = session;
        this.transfers = transfers;
        hint.setId(HINT);
        hint.getStyleClass().add(Styles.TITLE_4);
        HBox buttons =
                new HBox(
                        button(CHOOSE_FILES, Texts.of("transfers.choose.files"), this::chooseFiles),
                        button(
                                CHOOSE_FOLDER,
                                Texts.of("transfers.choose.folder"),
                                this::chooseFolder));
        buttons.getStyleClass().add("buttons");
        getChildren().addAll(hint, buttons);
        getStyleClass().add("drop-zone");
    }

    private static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setMnemonicParsing(true);
        button.setOnAction(event -> action.run());
        return button;
    }

    /// Shows what hangs over the target.
    void follow(DropTarget target) {
        target.hover().subscribe(this::say);
    }

    private void say(DropTarget.Hover hover) {
        pseudoClassStateChanged(DRAGGED, hover instanceof DropTarget.Hover.Ready);
        pseudoClassStateChanged(REFUSED, hover instanceof DropTarget.Hover.Refused);
        hint.setText(
                switch (hover) {
                    case DropTarget.Hover.Nothing nothing -> Texts.of("transfers.drop.ready");
                    case DropTarget.Hover.Ready ready ->
                            Texts.of(
                                    "transfers.drop.release",
                                    ready.count(),
                                    session.containerText().get() + "/" + ready.prefix());
                    case DropTarget.Hover.Refused refused -> refused.reason();
                });
    }

    private void take(List<File> files) {
        transfers.drop(files.stream().map(File::toPath).toList(), "");
    }

    void chooseFiles() {
        Optional.ofNullable(new FileChooser().showOpenMultipleDialog(getScene().getWindow()))
                .ifPresent(this::take);
    }

    void chooseFolder() {
        Optional.ofNullable(new DirectoryChooser().showDialog(getScene().getWindow()))
                .ifPresent(folder -> take(List.of(folder)));
    }
}
