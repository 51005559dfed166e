package dev.blobdrop.gui.explorer;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.Units;
import dev.blobdrop.gui.control.Nodes;
import dev.blobdrop.gui.control.Shortcut;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The line below the table: how many rows are loaded, whether there are more, whether only the
/// loaded ones are sorted, and the selected rows with their commands.
public final class ListingLine extends HBox {
    public static final String COUNT = "count";
    public static final String ON = "go-on";
    static final String RENEW = "renew";
    public static final String SELECTED = "selected";
    public static final String DOWNLOAD = "download-selected";
    public static final String DELETE = "delete-selected";

    private final ExplorerModel explorer;
    private final BlobTable table;
    private final Label count = new Label();
    private final Button on = new Button(Texts.of("explorer.count.on", ExplorerModel.MOST_ROWS));
    private final Button renew = new Button(Shortcut.REFRESH.text());
    private final Label selected = new Label();
    private final Button download = new Button(Shortcut.DOWNLOAD.text());
    private final Button delete = new Button(Shortcut.DELETE.text());

    ListingLine(ExplorerModel explorer, BlobTable table) {
        this.explorer = explorer;
        this.table = table;
        count.setId(COUNT);
        count.getStyleClass().add("caption");
        count.setMinWidth(0);
        HBox.setHgrow(count, Priority.ALWAYS);
        count.setMaxWidth(Double.MAX_VALUE);
        button(on, ON);
        on.setOnAction(event -> explorer.goOn());
        button(renew, RENEW);
        renew.setOnAction(event -> explorer.refresh());
        selected.setId(SELECTED);
        selected.setMinWidth(0);
        selected.managedProperty().bind(selected.visibleProperty());
        button(download, DOWNLOAD);
        download.setTooltip(new Tooltip(Shortcut.DOWNLOAD.label()));
        download.setOnAction(event -> table.download());
        button(delete, DELETE);
        delete.setTooltip(new Tooltip(Shortcut.DELETE.label()));
        delete.setOnAction(event -> table.delete());
        getChildren().addAll(count, renew, on, selected, download, delete);
        getStyleClass().addAll("line", "listing-line");

        // Start at the top of the new rows; at their end more would be fetched.
        explorer.before().subscribe((old, rows) -> table.scrollTo(0));
        explorer.listing().subscribe(listing -> say());
        explorer.rows().subscribe(this::say);
        explorer.more().subscribe(more -> say());
        explorer.trouble().subscribe(trouble -> say());
        explorer.outdated().subscribe(outdated -> say());
        table.comparatorProperty().subscribe(order -> say());
        table.getSelectionModel().getSelectedIndices().addListener((ListChangeListener<Integer>)
                change -> saySelected());
        saySelected();
    }

    private void saySelected() {
        List<Entry> chosen = table.chosen();
        boolean some = !chosen.isEmpty();
        boolean folders = chosen.stream().anyMatch(Entry.Prefix.class::isInstance);
        long bytes = chosen.stream()
                .filter(Entry.Blob.class::isInstance)
                .mapToLong(entry -> ((Entry.Blob) entry).size())
                .sum();
        selected.setText(
                folders
                        ? Texts.of("explorer.count.selected", chosen.size())
                        : Texts.of("explorer.count.selected.size", chosen.size(), Units.size(bytes)));
        selected.setVisible(some);
        download.setVisible(some);
        delete.setVisible(some);
    }

    private static void button(Button button, String id) {
        button.setId(id);
        button.getStyleClass().addAll(Styles.SMALL);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.managedProperty().bind(button.visibleProperty());
    }

    private void say() {
        boolean shown = explorer.listing().get() instanceof ListingState.Shown;
        Nodes.show(
                this, shown && !explorer.rows().isEmpty() || explorer.outdated().get());
        boolean more = explorer.more().get();
        on.setVisible(shown && more && explorer.full().get());
        renew.setVisible(shown && explorer.outdated().get());
        count.setText(shown && !explorer.rows().isEmpty() ? Visible.of(words(more)) : "");
    }

    private String words(boolean more) {
        List<String> parts = new ArrayList<>();
        int rows = explorer.rows().size();
        int before = explorer.before().get();
        if (before > 0) {
            parts.add(Texts.of("explorer.count.part", before + 1, before + rows));
        } else {
            parts.add(Texts.of(more ? "explorer.count.loaded" : "explorer.count.all", rows));
        }
        if (more) {
            parts.add(Texts.of("explorer.count.more"));
        }
        if (table.getComparator() != null && (more || before > 0)) {
            parts.add(Texts.of("explorer.count.sorted"));
        }
        if (explorer.outdated().get()) {
            parts.add(Texts.of("explorer.count.outdated"));
        }
        explorer.trouble().get().ifPresent(problem -> parts.add(problem.title()));
        return String.join(Texts.of("explorer.count.and"), parts);
    }
}
