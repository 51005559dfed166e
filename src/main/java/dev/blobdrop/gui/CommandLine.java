package dev.blobdrop.gui;

import dev.blobdrop.gui.model.Texts;

import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A command that mends something, and beside it the button that copies exactly what is to be seen.
final class CommandLine extends HBox {
    /// @param id of the button
    CommandLine(String id, String command) {
        CommandText text = new CommandText(command);
        HBox.setHgrow(text, Priority.SOMETIMES);
        Button copy = Nodes.copy(id, Texts.of("window.copy"), Texts.of("window.copied"), command);
        getChildren().addAll(text, copy);
        getStyleClass().add("command-line");
        setMinHeight(USE_PREF_SIZE);
    }
}
