package dev.blobdrop.gui.explorer;

import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Clip;
import dev.blobdrop.gui.control.Shortcut;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// The menu of the selected rows. Open it by [#show]; as a control's menu its shortcuts would work
/// in the whole window.
public final class BlobMenu extends ContextMenu {
    private final BlobTable table;

    /// @param properties shows an entry's properties
    public BlobMenu(BlobTable table, ExplorerModel explorer, Consumer<Entry> properties) {
        this.table = table;
        MenuItem open = item(Shortcut.OPEN, table::open);
        List<MenuItem> ofOne = List.of(
                open,
                item(Texts.of("explorer.menu.copy-url"), entry -> Clip.text(explorer.url(entry))),
                item(Shortcut.COPY_PATH, entry -> Clip.text(explorer.path(entry))),
                item(Shortcut.PROPERTIES, properties));
        MenuItem download = Shortcut.DOWNLOAD.item(table::download);
        MenuItem delete = Shortcut.DELETE.item(table::delete);
        getItems().add(download);
        getItems().addAll(ofOne);
        getItems().addAll(new SeparatorMenuItem(), delete);
        setOnShowing(event -> {
            boolean one = table.chosen().size() == 1;
            ofOne.forEach(item -> item.setVisible(one));
            open.setVisible(one && table.chosen().getFirst() instanceof Entry.Prefix);
        });
    }

    private MenuItem item(Shortcut shortcut, Consumer<Entry> action) {
        return shortcut.item(() -> table.selected().ifPresent(action));
    }

    private MenuItem item(String text, Consumer<Entry> action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> table.selected().ifPresent(action));
        return item;
    }
}
