package dev.blobdrop.gui;

import atlantafx.base.theme.Styles;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Sheet;
import dev.blobdrop.gui.control.SheetLayer;
import dev.blobdrop.gui.control.Shortcut;
import java.util.Arrays;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// The list of keyboard shortcuts, from [Shortcut].
final class ShortcutsSheet {
    private ShortcutsSheet() {}

    static void show(SheetLayer layer) {
        VBox left = new VBox(group(Shortcut.Group.UPLOAD), group(Shortcut.Group.EXPLORER));
        VBox right = new VBox(group(Shortcut.Group.TRANSFERS), group(Shortcut.Group.WINDOW));
        FlowPane columns = new FlowPane(left, right);
        columns.getStyleClass().add("key-columns");
        left.getStyleClass().add("key-column");
        right.getStyleClass().add("key-column");
        ScrollPane scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(true);
        scroll.setAccessibleText(Texts.of("window.keys"));
        Sheet sheet = Sheet.toRead(layer, Texts.of("window.keys"), scroll);
        layer.show(sheet, sheet.close());
    }

    private static GridPane group(Shortcut.Group group) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("keys");
        List<Shortcut> rows = Arrays.stream(Shortcut.values())
                .filter(key -> key.group() == group)
                .toList();
        if (!rows.isEmpty()) {
            Label title = new Label(group.text());
            title.getStyleClass().add(Styles.TEXT_BOLD);
            grid.add(title, 0, 0, 2, 1);
        }
        for (int i = 0; i < rows.size(); i++) {
            Label keys = new Label(rows.get(i).keysText());
            keys.getStyleClass().add("key");
            keys.setMinWidth(Label.USE_PREF_SIZE);
            grid.add(keys, 0, i + 1);
            grid.add(new Label(rows.get(i).text()), 1, i + 1);
        }
        return grid;
    }
}
