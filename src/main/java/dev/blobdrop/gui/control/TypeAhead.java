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

/// Selects the row whose name starts with what is typed. The same letter again selects the next
/// such row; after a pause, typing starts a new word.
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
        // Moving the selection starts a new word.
        pane.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode().isNavigationKey()) {
                typed.setLength(0);
            }
        });
    }

    /// Adds it to a list.
    ///
    /// @param name the name of a row
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

    /// Adds it to a table.
    ///
    /// @param name the name of a row
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

    /// A live view of the names of the rows.
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
        // Space alone is a shortcut of the row.
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

    /// @param next whether to start after the selected row
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
