package dev.blobdrop.gui;

import atlantafx.base.theme.Styles;

import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.model.ExplorerModel;
import dev.blobdrop.gui.model.Figures;
import dev.blobdrop.gui.model.Texts;

import javafx.animation.PauseTransition;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.util.Callback;
import javafx.util.Duration;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Virtual folders and blobs, folders first in every order.
final class BlobTable extends TableView<Entry> {
    static final String ID = "blobs";
    static final String NAME = "blob-name";
    static final String SIZE = "blob-size";
    static final String MODIFIED = "blob-modified";
    static final String TYPE = "blob-type";

    private static final Comparator<Entry> FOLDERS_FIRST =
            Comparator.comparing(entry -> entry instanceof Entry.Prefix ? 0 : 1);

    /// What comes sooner than that is not worth a word.
    private static final Duration PATIENCE = Duration.millis(200);

    private final ExplorerModel explorer;
    private final Region nothing = new Region();
    private final PauseTransition patience = new PauseTransition(PATIENCE);
    private double zoomed = 1;
    private Optional<String> lastName = Optional.empty();
    private Consumer<Entry> properties = entry -> {};
    private Consumer<List<Entry>> downloads = entries -> {};
    private Consumer<List<Entry>> deletions = entries -> {};

    BlobTable(ExplorerModel explorer) {
        this.explorer = explorer;
        setId(ID);
        setAccessibleText(Texts.of("explorer.table"));
        getStyleClass().addAll(Styles.DENSE, "blobs");
        setMinHeight(0);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        setPlaceholder(nothing);
        patience.setOnFinished(event -> setPlaceholder(new SkeletonRows()));
        addColumns();

        SortedList<Entry> sorted = new SortedList<>(explorer.rows());
        sorted.comparatorProperty()
                .bind(
                        comparatorProperty()
                                .map(
                                        order ->
                                                FOLDERS_FIRST
                                                        .thenComparing(order)
                                                        .thenComparing(Entry::name)));
        setItems(sorted);
        // The list above sorts by itself; the usual policy insists on the table's own comparator.
        setSortPolicy(table -> true);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        explorer.rows().addListener((ListChangeListener<Entry>) change -> keepSelected());
        getSelectionModel()
                .selectedItemProperty()
                .subscribe((before, entry) -> lastName = nameOf(entry).or(() -> lastName));
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /// Columns grow with what is written in them; those that matter less make room for the name.
    ///
    /// @param zoom 1 at the usual size
    void zoom(ObservableValue<Double> zoom) {
        zoom.subscribe(now -> grow(now / zoomed, now));
        zoom.subscribe(now -> makeRoom());
        widthProperty().subscribe(this::makeRoom);
    }

    private void grow(double times, double now) {
        zoomed = now;
        for (TableColumn<Entry, ?> column : getColumns()) {
            column.setMinWidth(column.getMinWidth() * times);
            column.setPrefWidth(column.getWidth() * times);
        }
    }

    private void makeRoom() {
        for (TableColumn<Entry, ?> column : getColumns()) {
            double needs =
                    switch (column.getId()) {
                        case TYPE -> 560;
                        case MODIFIED -> 420;
                        default -> 0;
                    };
            column.setVisible(getWidth() == 0 || getWidth() >= needs * zoomed);
        }
    }

    private void addColumns() {
        add(NAME, "explorer.column.name", 120, 420, entry -> entry, Entry::name)
                .setCellFactory(column -> new NameCell(explorer));
        TableColumn<Entry, Entry> size =
                add(SIZE, "explorer.column.size", 60, 100, entry -> entry, BlobTable::bytes);
        size.setCellFactory(text(entry -> blob(entry).map(b -> Figures.size(b.size()))));
        size.getStyleClass().add("number");
        add(MODIFIED, "explorer.column.modified", 80, 180, entry -> entry, BlobTable::modified)
                .setCellFactory(
                        text(entry -> blob(entry).flatMap(Entry.Blob::modified).map(Times::text)));
        add(TYPE, "explorer.column.type", 60, 160, entry -> entry, BlobTable::type)
                .setCellFactory(text(entry -> blob(entry).flatMap(Entry.Blob::contentType)));
    }

    private <T extends Comparable<T>> TableColumn<Entry, Entry> add(
            String id,
            String key,
            double least,
            double usual,
            Function<Entry, Entry> value,
            Function<Entry, T> order) {
        TableColumn<Entry, Entry> column = new TableColumn<>(Texts.of(key));
        column.setId(id);
        column.setMinWidth(least);
        column.setPrefWidth(usual);
        column.setCellValueFactory(
                cell -> new SimpleObjectProperty<>(value.apply(cell.getValue())));
        column.setComparator(Comparator.comparing(order));
        getColumns().add(column);
        return column;
    }

    private static Callback<TableColumn<Entry, Entry>, javafx.scene.control.TableCell<Entry, Entry>>
            text(Function<Entry, Optional<String>> words) {
        return column -> new EntryCell(words);
    }

    private static Optional<Entry.Blob> blob(Entry entry) {
        return entry instanceof Entry.Blob blob ? Optional.of(blob) : Optional.empty();
    }

    private static Long bytes(Entry entry) {
        return blob(entry).map(Entry.Blob::size).orElse(0L);
    }

    private static Instant modified(Entry entry) {
        return blob(entry).flatMap(Entry.Blob::modified).orElse(Instant.EPOCH);
    }

    private static String type(Entry entry) {
        return blob(entry).flatMap(Entry.Blob::contentType).orElse("");
    }

    private static Optional<String> nameOf(Entry entry) {
        return Optional.ofNullable(entry).map(Entry::name);
    }

    /// What was selected before a refresh is selected after it; a folder that was left is selected
    /// in the one above.
    private void keepSelected() {
        if (selected().isEmpty() && lastName.isPresent()) {
            explorer.rows().stream()
                    .filter(entry -> lastName.get().equals(entry.name()))
                    .findFirst()
                    .ifPresent(entry -> getSelectionModel().select(entry));
        }
    }

    Optional<Entry> selected() {
        return Optional.ofNullable(getSelectionModel().getSelectedItem());
    }

    /// Says that the first rows are on their way, unless they come at once.
    void loading(boolean wanted) {
        patience.stop();
        if (wanted) {
            patience.playFromStart();
        } else {
            setPlaceholder(nothing);
        }
    }

    /// Makes a double click open what it hits, and gives each row its menu.
    void rows(Callback<TableView<Entry>, TableRow<Entry>> factory) {
        setRowFactory(
                table -> {
                    TableRow<Entry> row = factory.call(table);
                    row.setOnMouseClicked(
                            event -> {
                                if (event.getButton() == MouseButton.PRIMARY
                                        && event.getClickCount() == 2
                                        && !row.isEmpty()) {
                                    open(row.getItem());
                                }
                            });
                    return row;
                });
    }

    /// Goes into a folder, or shows a blob's properties.
    void open(Entry entry) {
        if (entry instanceof Entry.Prefix folder) {
            explorer.open(folder.name());
        } else {
            properties.accept(entry);
        }
    }

    /// @param properties shows an entry's properties
    void onProperties(Consumer<Entry> properties) {
        this.properties = properties;
    }

    /// @param downloads and deletions ask about the selected rows
    void onMany(Consumer<List<Entry>> downloads, Consumer<List<Entry>> deletions) {
        this.downloads = downloads;
        this.deletions = deletions;
    }

    /// The selected rows, from above to below.
    List<Entry> chosen() {
        return getSelectionModel().getSelectedIndices().stream()
                .sorted()
                .map(index -> getItems().get(index))
                .toList();
    }

    void download() {
        if (!chosen().isEmpty()) {
            downloads.accept(chosen());
        }
    }

    void delete() {
        if (!chosen().isEmpty()) {
            deletions.accept(chosen());
        }
    }

    private void key(KeyEvent event) {
        if (Shortcut.DOWNLOAD.keys().match(event)) {
            download();
            event.consume();
            return;
        }
        if (Shortcut.DELETE.keys().match(event)) {
            delete();
            event.consume();
            return;
        }
        if (Shortcut.PROPERTIES.keys().match(event)) {
            selected().ifPresent(properties);
            event.consume();
            return;
        }
        if (Shortcut.COPY_PATH.keys().match(event)) {
            selected().ifPresent(entry -> Copy.text(explorer.path(entry)));
            event.consume();
            return;
        }
        if (Shortcut.OPEN.keys().match(event)) {
            selected().ifPresent(this::open);
            event.consume();
        } else if (Shortcut.UP.keys().match(event) || event.getCode() == KeyCode.BACK_SPACE) {
            explorer.up();
            event.consume();
        }
    }
}
