package dev.blobdrop.gui.control;

import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.scene.control.TextField;
import javafx.scene.text.Text;

/// What an empty field asks for. A field cuts a prompt off where it has no room for it, in the
/// middle of a word.
public final class Prompt {
    private Prompt() {}

    /// Keeps the first of these prompts that is read whole in the field; none when none is.
    ///
    /// @param prompts the longest first
    public static void longestThatFits(TextField field, String... prompts) {
        Runnable choose = () -> field.setPromptText(Stream.of(prompts)
                .filter(prompt -> fits(field, prompt))
                .findFirst()
                .orElse(""));
        field.widthProperty().subscribe(choose);
        field.fontProperty().subscribe(choose);
        field.insetsProperty().subscribe(choose);
    }

    private static boolean fits(TextField field, String prompt) {
        Text text = new Text(prompt);
        text.setFont(field.getFont());
        Insets insets = field.getInsets();
        return text.getLayoutBounds().getWidth() <= field.getWidth() - insets.getLeft() - insets.getRight();
    }
}
