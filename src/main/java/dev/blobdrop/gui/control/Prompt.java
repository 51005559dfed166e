package dev.blobdrop.gui.control;

import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.scene.control.TextField;
import javafx.scene.text.Text;

/// Chooses a prompt that fits its field. The toolkit would cut a longer one off in the middle of a
/// word.
public final class Prompt {
    private Prompt() {}

    /// Shows the first prompt that fits the field; none if none fits.
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
