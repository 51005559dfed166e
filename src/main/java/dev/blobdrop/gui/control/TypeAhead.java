package dev.blobdrop.gui.control;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import javafx.animation.PauseTransition;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// Goes to the row whose name begins with what is typed, as lists and tables everywhere do. The
/// same letter once more goes to the next such row; after a pause a word begins anew.
public final class TypeAhead {
    private static final Duration PAUSE = Duration.seconds(1);

    private final Rows rows;
    private final StringBuilder typed = new StringBuilder();
    private final PauseTransition pause = new PauseTransition(PAUSE);

    private record Rows(List<String> names, IntSupplier current, IntConsumer select) {}

    private TypeAhead(Region pane, Rows rows) {
        this.rows = rows;
        pause.setOnFinished(event -> typed.setLength(0));
        pane.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
        // Whoever goes elsewhere begins a new word.
        pane.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode().isNavigationKey()) {
                typed.setLength(0);
            }
        });
    }

    public static <T> void on(ListView<T> list, Function<T, String> name) {
        new TypeAhead(
                list,
                new Rows(
                        new Names<>(list.getItems(), name),
                        () -> list.getSelectionModel().getSelectedIndex(),
                        index -> {
                            list.getSelectionModel().clearAndSelect(index);
                            list.scrollTo(index);
                        }));
    }

    public static <T> void on(TableView<T> table, Function<T, String> name) {
        new TypeAhead(
                table,
                new Rows(
                        new Names<>(table.getItems(), name),
                        () -> table.getSelectionModel().getSelectedIndex(),
                        index -> {
                            table.getSelectionModel().clearAndSelect(index);
                            table.scrollTo(Math.max(0, index - 3));
                        }));
    }

    /// The names of rows that may change meanwhile.
    private static final class Names<T> extends AbstractList<String> {
        private final List<T> items;
        private final Function<T, String> name;

        Names(List<T> items, Function<T, String> name) {
            this.items = items;
            this.name = name;
        }

        @Override
        public String get(int index) {
            return name.apply(items.get(index));
        }

        @Override
        public int size() {
            return items.size();
        }
    }

    private void typed(KeyEvent event) {
        String text = event.getCharacter();
        boolean command = event.isControlDown() && !event.isAltDown()
                || event.isAltDown() && !event.isControlDown()
                || event.isMetaDown();
        boolean printable = !text.isEmpty() && text.codePoints().noneMatch(Character::isISOControl);
        // Space alone is a key of the row.
        if (command || !printable || text.isBlank() && typed.isEmpty()) {
            return;
        }
        typed.append(text);
        pause.playFromStart();
        go();
        event.consume();
    }

    private void go() {
        String word = typed.toString();
        String letter = word.substring(0, word.offsetByCodePoints(0, 1));
        boolean again =
                word.length() > letter.length() && word.replace(letter, "").isEmpty();
        if (!find(word, word.length() == letter.length()) && again) {
            find(letter, true);
        }
    }

    /// @param next whether the row that is selected is left
    private boolean find(String begin, boolean next) {
        int size = rows.names().size();
        int from = Math.max(0, rows.current().getAsInt() + (next ? 1 : 0));
        for (int i = 0; i < size; i++) {
            int at = (from + i) % size;
            if (rows.names().get(at).regionMatches(true, 0, begin, 0, begin.length())) {
                rows.select().accept(at);
                return true;
            }
        }
        return false;
    }
}
