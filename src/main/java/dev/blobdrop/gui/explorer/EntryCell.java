package dev.blobdrop.gui.explorer;

import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.core.storage.Entry;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.TableCell;

/// One property of an entry as text; empty if it has none.
final class EntryCell extends TableCell<Entry, Entry> {
    private final Function<Entry, Optional<String>> words;

    EntryCell(Function<Entry, Optional<String>> words) {
        this.words = words;
        getStyleClass().add("property");
    }

    @Override
    protected void updateItem(Entry entry, boolean empty) {
        super.updateItem(entry, empty);
        setText(
                empty || entry == null
                        ? null
                        : words.apply(entry).map(Visible::of).orElse(""));
    }
}
