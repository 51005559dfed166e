package dev.blobdrop.gui.control;

import dev.blobdrop.gui.base.Texts;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A command, and beside it a button that copies exactly what is shown.
final class CopyableCommand extends HBox {
    /// @param id of the button
    CopyableCommand(String id, String command) {
        CommandText text = new CommandText(command);
        HBox.setHgrow(text, Priority.SOMETIMES);
        Button copy = Clip.button(id, Texts.of("window.copy"), Texts.of("window.copied"), command);
        getChildren().addAll(text, copy);
        getStyleClass().add("command-line");
        setMinHeight(USE_PREF_SIZE);
    }
}
