package dev.blobdrop.gui.control;

import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// Copies text to the clipboard.
public final class Clip {
    private Clip() {}

    /// Copies the text.
    public static void text(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /// A button that copies a line and confirms it.
    static Button button(String id, String text, String copied, String line) {
        Button button = Nodes.button(id, text);
        button.setAccessibleText(text + ": " + line);
        button.setOnAction(event -> {
            text(line);
            button.setText(copied);
        });
        return button;
    }
}
