package dev.blobdrop.gui;

import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.model.ExplorerModel;
import dev.blobdrop.gui.model.Texts;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;

import java.util.function.Consumer;

/// What can be done with the selected row.
final class BlobMenu extends ContextMenu {
    private final BlobTable table;

    /// @param properties shows an entry's properties
    BlobMenu(BlobTable table, ExplorerModel explorer, Consumer<Entry> properties) {
        this.table = table;
        MenuItem open = item(Shortcut.OPEN, table::open);
        MenuItem url = item(Texts.of("explorer.menu.copy-url"), entry -> copy(explorer.url(entry)));
        MenuItem path = item(Shortcut.COPY_PATH, entry -> copy(explorer.path(entry)));
        getItems().addAll(open, url, path, item(Shortcut.PROPERTIES, properties));
        setOnShowing(
                event ->
                        open.setVisible(
                                table.selected()
                                        .filter(entry -> entry instanceof Entry.Prefix)
                                        .isPresent()));
    }

    /// The keys are named, not bound: an accelerator would count in the whole window.
    private MenuItem item(Shortcut shortcut, Consumer<Entry> action) {
        return item(shortcut.label(), action);
    }

    private MenuItem item(String text, Consumer<Entry> action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(event -> table.selected().ifPresent(action));
        return item;
    }

    private static void copy(String text) {
        Troubles.copy(text);
    }
}
