package dev.blobdrop.gui;

import atlantafx.base.theme.Styles;

import dev.blobdrop.gui.model.SessionModel;
import dev.blobdrop.gui.model.TransfersModel;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

import java.io.File;
import java.util.List;
import java.util.Optional;

/// Says that files can be dropped, takes them, and has buttons that do the same by keyboard.
///
/// Only copying is offered, so that no file manager takes an upload for a move.
final class DropZone extends VBox {
    static final String HINT = "drop-hint";
    static final String CHOOSE_FILES = "choose-files";
    static final String CHOOSE_FOLDER = "choose-folder";

    private static final String READY = "Drop files and folders here";
    private static final String RELEASE = "Release to upload to %s";
    private static final String NO_FILES = "There are no files in this drag";
    private static final String TOO_MANY =
            "Too many files at once, or only links: choose their folder instead";
    private static final String FILES_TEXT = "Choose _files...";
    private static final String FOLDER_TEXT = "Choose f_older...";

    private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    private final SessionModel session;
    private final TransfersModel transfers;
    private final Runnable accountWanted;
    private final Label hint = new Label(READY);

    /// @param accountWanted called after a drop when nobody has said the account yet
    DropZone(SessionModel session, TransfersModel transfers, Runnable accountWanted) {
        this.session = session;
        this.transfers = transfers;
        this.accountWanted = accountWanted;
        hint.setId(HINT);
        hint.getStyleClass().add(Styles.TITLE_4);
        HBox buttons =
                new HBox(
                        button(CHOOSE_FILES, FILES_TEXT, this::chooseFiles),
                        button(CHOOSE_FOLDER, FOLDER_TEXT, this::chooseFolder));
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

    /// Makes this node and everything in it take drops.
    void takeDropsOn(Node node) {
        node.setOnDragOver(this::over);
        node.setOnDragDropped(this::dropped);
        node.setOnDragExited(event -> exited());
    }

    private void over(DragEvent event) {
        Dragboard board = event.getDragboard();
        if (board.hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            say(RELEASE.formatted(session.containerText().get()), true, false);
        } else {
            boolean list =
                    board.getContentTypes().stream()
                            .anyMatch(type -> type.getIdentifiers().contains("text/uri-list"));
            say(list ? TOO_MANY : NO_FILES, false, true);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        List<File> files = event.getDragboard().getFiles();
        event.setDropCompleted(!files.isEmpty());
        event.consume();
        say(files.isEmpty() ? NO_FILES : READY, false, files.isEmpty());
        take(files);
    }

    private void exited() {
        if (!hint.getPseudoClassStates().contains(REFUSED)) {
            say(READY, false, false);
        }
    }

    private void say(String text, boolean dragged, boolean refused) {
        hint.setText(text);
        hint.pseudoClassStateChanged(REFUSED, refused);
        pseudoClassStateChanged(DRAGGED, dragged);
        pseudoClassStateChanged(REFUSED, refused);
    }

    private void take(List<File> files) {
        transfers.drop(files.stream().map(File::toPath).toList());
        if (session.account().get().isEmpty()) {
            accountWanted.run();
        }
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
