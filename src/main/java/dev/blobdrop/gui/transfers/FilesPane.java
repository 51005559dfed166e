package dev.blobdrop.gui.transfers;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.transfers.row.FileLine;
import dev.blobdrop.gui.transfers.row.TransferRow;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The files of one drop: failures first, then questions, files under way and finished ones. Files
/// beyond the limit are only counted.
final class FilesPane extends VBox {
    static final String FILES = "files";
    static final String REST = "files-rest";

    private final ListView<FileLine> files = new ListView<>();
    private final Label rest = new Label();
    private Subscription shown = Subscription.EMPTY;

    FilesPane() {
        files.setId(FILES);
        files.setAccessibleText(Texts.of("transfers.files.list"));
        files.getStyleClass().add(Styles.DENSE);
        files.setPlaceholder(new Label(Texts.of("transfers.files.none")));
        files.setCellFactory(list -> new FileCell());
        rest.setId(REST);
        rest.getStyleClass().add("caption");
        VBox.setVgrow(files, Priority.ALWAYS);
        getChildren().addAll(files, rest);
        getStyleClass().add("files");
    }

    /// Shows this row's files from now on, while the pane is visible.
    void follow(Optional<TransferRow> row) {
        shown.unsubscribe();
        shown = row.map(this::follow).orElse(Subscription.EMPTY);
        if (row.isEmpty()) {
            files.getItems().clear();
            rest.setText("");
        }
    }

    private Subscription follow(TransferRow row) {
        return Subscription.combine(
                row.state().subscribe(now -> fill(row)),
                row.counts().subscribe(text -> fill(row)),
                visibleProperty().subscribe(seen -> fill(row)));
    }

    private void fill(TransferRow row) {
        if (isVisible()) {
            files.getItems().setAll(row.lines());
            long more = row.moreLines();
            rest.setText(more == 0 ? "" : Texts.of("transfers.files.more", more));
        }
    }

    private static final class FileCell extends ListCell<FileLine> {
        private final Tooltip whole = new Tooltip();

        FileCell() {
            // No wider than the list; the tooltip shows the full text.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(FileLine line, boolean empty) {
            super.updateItem(line, empty);
            if (empty || line == null) {
                setText(null);
                setTooltip(null);
                return;
            }
            String name = String.valueOf(line.source().getFileName());
            String words = line.detail().isEmpty() || line.detail().equals(name)
                    ? Texts.of("transfers.files.name", line.stage().label(), name)
                    : Texts.of("transfers.files.line", line.stage().label(), name, line.detail());
            setText(Visible.of(words));
            whole.setText(Visible.of(line.source().toString()) + "\n" + Visible.of(line.detail()));
            setTooltip(whole);
        }
    }
}
