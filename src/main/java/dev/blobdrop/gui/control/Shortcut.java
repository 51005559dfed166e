package dev.blobdrop.gui.control;

import dev.blobdrop.gui.base.Texts;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCombination;

/// All keyboard shortcuts. Menus, tooltips, the list of shortcuts (F1) and the tests read them from
/// here, so that none is wrong or missing. `Shortcut` is Ctrl, or Command on a Mac.
public enum Shortcut {
    CHOOSE_FILES(Group.UPLOAD, "Shortcut+O", "choose-files"),
    CHOOSE_FOLDER(Group.UPLOAD, "Shortcut+Shift+O", "choose-folder"),
    PASTE(Group.UPLOAD, "Shortcut+V", "paste"),
    EDIT_PATH(Group.EXPLORER, "Shortcut+L", "edit-path"),
    FILTER(Group.EXPLORER, "Shortcut+F", "filter"),
    OPEN(Group.EXPLORER, "Enter", "open"),
    UP(Group.EXPLORER, "Alt+Up", "up"),
    REFRESH(Group.EXPLORER, "F5", "refresh"),
    DOWNLOAD(Group.EXPLORER, "Shortcut+S", "download"),
    DELETE(Group.EXPLORER, "Delete", "delete"),
    COPY_PATH(Group.EXPLORER, "Shortcut+C", "copy-path"),
    PROPERTIES(Group.EXPLORER, "Alt+Enter", "properties"),
    TRANSFERS(Group.TRANSFERS, "Shortcut+J", "transfers"),
    PAUSE_OR_RESUME(Group.TRANSFERS, "Space", "pause-or-resume"),
    RETRY(Group.TRANSFERS, "Shortcut+R", "retry"),
    COPY_ERROR(Group.TRANSFERS, "Shortcut+C", "copy-error"),
    COPY_COMMAND(Group.TRANSFERS, "Shortcut+Shift+C", "copy-command"),
    REMOVE(Group.TRANSFERS, "Delete", "remove"),
    CHAIN(Group.WINDOW, "Shortcut+I", "chain"),
    LARGE_VIEW(Group.WINDOW, "Shortcut+Shift+I", "large-view"),
    MENU(Group.WINDOW, "Shift+F10", "menu"),
    NEXT_PANE(Group.WINDOW, "F6", "next-pane"),
    PREVIOUS_PANE(Group.WINDOW, "Shift+F6", "previous-pane"),
    LARGER(Group.WINDOW, "Shortcut+Plus", "larger"),
    SMALLER(Group.WINDOW, "Shortcut+Minus", "smaller"),
    USUAL_SIZE(Group.WINDOW, "Shortcut+0", "usual-size"),
    SETTINGS(Group.WINDOW, "Shortcut+Comma", "settings"),
    HELP(Group.WINDOW, "F1", "help");

    /// A section in the list of shortcuts.
    public enum Group {
        UPLOAD,
        EXPLORER,
        TRANSFERS,
        WINDOW;

        public String text() {
            return Texts.of("window.shortcuts." + name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private final Group group;
    private final KeyCombination keys;
    private final String textKey;

    /// @param textKey the end of the text's key, which starts with `window.shortcut.`
    Shortcut(Group group, String keys, String textKey) {
        this.group = group;
        this.keys = KeyCombination.valueOf(keys);
        this.textKey = textKey;
    }

    /// The section it is listed in.
    public Group group() {
        return group;
    }

    /// The keys to match or bind.
    public KeyCombination keys() {
        return keys;
    }

    /// What it does, in a few words.
    public String text() {
        return Texts.of("window.shortcut." + textKey);
    }

    /// The keys as labelled on the keyboard, such as `Ctrl+O`.
    public String keysText() {
        return keys.getDisplayText();
    }

    /// A menu item with the keys at its right.
    public MenuItem item(Runnable action) {
        MenuItem item = new MenuItem(text());
        item.setMnemonicParsing(false);
        item.setAccelerator(keys);
        item.setOnAction(event -> action.run());
        return item;
    }

    /// The text with the keys, for a tooltip.
    public String label() {
        return Texts.of("window.shortcut.label", text(), keysText());
    }
}
