package dev.blobdrop.gui.control;

import dev.blobdrop.core.problem.Visible;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.TextInputControl;

/// What an editable field shows of a name that somebody else has chosen: as everywhere, what is
/// hidden in it is to be seen by its number. What stays of it is read back as it was; what a person
/// types is taken as typed, a number like those too.
public final class ForeignText {
    private static final int NUMBER = "\\u202E".length();

    private final TextInputControl field;
    private String text = "";

    public ForeignText(TextInputControl field) {
        this.field = field;
    }

    /// Puts a text into the field.
    public void show(String foreign) {
        text = foreign;
        field.setText(Visible.of(foreign));
    }

    /// What the field stands for now.
    public String read() {
        return read(text, field.getText());
    }

    /// @param foreign what was shown at first
    /// @param now what stands there after somebody has typed
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

    /// Each character as it is shown.
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
