package dev.blobdrop.gui.control;

import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// Puts text on the clipboard, also behind a button.
public final class Clip {
    private Clip() {}

    public static void text(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /// A button that copies a line, and says so.
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
