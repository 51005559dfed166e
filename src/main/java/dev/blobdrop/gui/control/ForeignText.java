package dev.blobdrop.gui.control;

import dev.blobdrop.core.problem.Visible;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.TextInputControl;

/// Shows a name from outside in an editable field, with invisible characters as their code, as
/// everywhere. Unchanged parts are read back as the original characters; typed text is taken
/// literally, even if it looks like such a code.
public final class ForeignText {
    private static final int NUMBER = "\\u202E".length();

    private final TextInputControl field;
    private String text = "";

    /// Uses an empty field.
    public ForeignText(TextInputControl field) {
        this.field = field;
    }

    /// Shows a name in the field.
    public void show(String foreign) {
        text = foreign;
        field.setText(Visible.of(foreign));
    }

    /// The name in the field, with the original characters.
    public String read() {
        return read(text, field.getText());
    }

    /// Restores the original characters in an edited text.
    ///
    /// @param foreign the name shown first
    /// @param now the text of the field
    public static String read(String foreign, String now) {
        List<String> pieces = pieces(Visible.of(foreign));
        int first = 0;
        int begin = 0;
        while (first < pieces.size() && now.startsWith(pieces.get(first), begin)) {
            begin += pieces.get(first).length();
            first++;
        }
        int last = pieces.size();
        int end = now.length();
        while (last > first
                && end - pieces.get(last - 1).length() >= begin
                && now.startsWith(
                        pieces.get(last - 1), end - pieces.get(last - 1).length())) {
            last--;
            end -= pieces.get(last).length();
        }
        StringBuilder meant = new StringBuilder();
        pieces.subList(0, first).forEach(piece -> meant.append(meant(piece)));
        meant.append(now, begin, end);
        pieces.subList(last, pieces.size()).forEach(piece -> meant.append(meant(piece)));
        return meant.toString();
    }

    /// The text of each character as shown.
    private static List<String> pieces(String shown) {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < shown.length(); i += pieces.getLast().length()) {
            boolean number = shown.startsWith("\\u", i) && isNumber(shown, i);
            pieces.add(shown.substring(i, i + (number ? NUMBER : 1)));
        }
        return pieces;
    }

    private static boolean isNumber(String shown, int at) {
        return at + NUMBER <= shown.length()
                && shown.substring(at + 2, at + NUMBER).chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private static char meant(String piece) {
        return piece.length() == NUMBER ? (char) Integer.parseInt(piece.substring(2), 16) : piece.charAt(0);
    }
}
