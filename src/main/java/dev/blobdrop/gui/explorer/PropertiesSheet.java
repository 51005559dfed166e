package dev.blobdrop.gui.explorer;

import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.Units;
import dev.blobdrop.gui.control.Clip;
import dev.blobdrop.gui.control.Sheet;
import dev.blobdrop.gui.control.SheetLayer;
import dev.blobdrop.gui.control.Times;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// The properties of a folder or blob; each value can be selected and copied.
public final class PropertiesSheet {
    public static final String VALUE = "property-";

    private final ExplorerModel explorer;
    private final GridPane grid = new GridPane();

    private PropertiesSheet(ExplorerModel explorer) {
        this.explorer = explorer;
        grid.getStyleClass().add("properties");
    }

    /// Shows an entry's properties and loads the rest in the background.
    public static void show(SheetLayer layer, ExplorerModel explorer, Entry entry) {
        PropertiesSheet properties = new PropertiesSheet(explorer);
        properties.fill(entry);
        Sheet sheet = Sheet.toRead(layer, NameCell.within(explorer.prefix().get(), entry), properties.grid);
        Button copy = new Button(Texts.of("explorer.menu.copy-url"));
        copy.setOnAction(event -> Clip.text(explorer.url(entry)));
        sheet.addButton(copy);
        layer.show(sheet, sheet.close());
    }

    private void fill(Entry entry) {
        add("explorer.column.name", "name", entry.name());
        if (entry instanceof Entry.Blob blob) {
            add(
                    "explorer.column.size",
                    "size",
                    Texts.of("explorer.properties.size", Units.size(blob.size()), blob.size()));
            blob.modified().ifPresent(time -> add("explorer.column.modified", "modified", Times.text(time)));
            blob.contentType().ifPresent(type -> add("explorer.column.type", "type", type));
            explorer.properties(
                    blob,
                    found -> {
                        add("explorer.properties.etag", "etag", found.etag());
                        found.md5().ifPresent(md5 -> add("explorer.properties.md5", "md5", md5));
                    },
                    problem -> add("explorer.properties.trouble", "trouble", problem.title()));
        }
        add("explorer.properties.url", "url", explorer.url(entry));
    }

    private void add(String key, String id, String value) {
        TextField field = new TextField(Visible.of(value));
        field.setId(VALUE + id);
        field.setEditable(false);
        field.setPrefColumnCount(32);
        GridPane.setHgrow(field, Priority.ALWAYS);
        Label label = new Label(Texts.of(key));
        label.getStyleClass().add("caption");
        label.setLabelFor(field);
        label.setMinWidth(Label.USE_PREF_SIZE);
        grid.addRow(grid.getRowCount(), label, field);
    }
}
