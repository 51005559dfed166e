package dev.blobdrop.gui.explorer;

import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Icon;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;

/// The name within the open folder, with the icon of a folder or a file.
final class NameCell extends TableCell<Entry, Entry> {
    private static final PseudoClass FOLDER = PseudoClass.getPseudoClass("folder");

    private final ExplorerModel explorer;
    private final Node folder = Icon.FOLDER.node();
    private final Node file = Icon.FILE.node();
    private final Tooltip whole = new Tooltip();

    NameCell(ExplorerModel explorer) {
        this.explorer = explorer;
        getStyleClass().add("name");
    }

    @Override
    protected void updateItem(Entry entry, boolean empty) {
        super.updateItem(entry, empty);
        boolean nothing = empty || entry == null;
        pseudoClassStateChanged(FOLDER, !nothing && entry instanceof Entry.Prefix);
        if (nothing) {
            setText(null);
            setGraphic(null);
            setTooltip(null);
            return;
        }
        String name = within(explorer.prefix().get(), entry);
        setText(name.isEmpty() ? Texts.of("explorer.path.nameless") : Visible.of(name));
        setGraphic(entry instanceof Entry.Prefix ? folder : file);
        whole.setText(Visible.of(entry.name()));
        setTooltip(whole);
    }

    /// The entry's name without the prefix; a folder without its last slash.
    static String within(String prefix, Entry entry) {
        String name = entry.name().startsWith(prefix) ? entry.name().substring(prefix.length()) : entry.name();
        return entry instanceof Entry.Prefix ? name.substring(0, name.length() - 1) : name;
    }
}
