package dev.blobdrop.gui.explorer;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.Units;
import dev.blobdrop.gui.control.Clip;
import dev.blobdrop.gui.control.MenuKeys;
import dev.blobdrop.gui.control.Shortcut;
import dev.blobdrop.gui.control.Times;
import dev.blobdrop.gui.control.TypeAhead;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.animation.PauseTransition;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ContextMenu;
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

/// Virtual folders and blobs, folders first in every order.
public final class BlobTable extends TableView<Entry> {
    public static final String ID = "blobs";
    public static final String NAME = "blob-name";
    public static final String SIZE = "blob-size";
    public static final String MODIFIED = "blob-modified";
    public static final String TYPE = "blob-type";

    private static final Map<String, Comparator<Entry>> ORDERS = Map.of(
            NAME, Comparator.comparing(Entry::name),
            SIZE, Comparator.comparing(BlobTable::bytes),
            MODIFIED, Comparator.comparing(BlobTable::modified),
            TYPE, Comparator.comparing(BlobTable::type));

    /// What comes sooner than that is not worth a word.
    private static final Duration PATIENCE = Duration.millis(200);

    private final ExplorerModel explorer;
    private final Region nothing = new Region();
    private final PauseTransition patience = new PauseTransition(PATIENCE);
    private double zoomed = 1;
    private Optional<String> lastName = Optional.empty();
    private Optional<ContextMenu> menu = Optional.empty();
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

        setItems(explorer.sorted().rows());
        explorer.sorted().replacer(this::replacing);
        // The rows are sorted elsewhere: the table would do it on the window's thread, slowly. Its
        // comparator cannot be listened to, since it equals the one of the reverse order.
        setSortPolicy(table -> {
            order();
            return true;
        });
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        explorer.prefix().subscribe(this::moved);
        getSelectionModel()
                .selectedItemProperty()
                .subscribe((before, entry) -> lastName = nameOf(entry).or(() -> lastName));
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        TypeAhead.on(this, entry -> NameCell.within(explorer.prefix().get(), entry));
    }

    /// Columns grow with what is written in them; those that matter less make room for the name.
    ///
    /// @param zoom 1 at the usual size
    public void zoom(ObservableValue<Double> zoom) {
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
            double needs = switch (column.getId()) {
                case TYPE -> 560;
                case MODIFIED -> 420;
                default -> 0;
            };
            column.setVisible(getWidth() == 0 || getWidth() >= needs * zoomed);
        }
    }

    private void addColumns() {
        add(NAME, "explorer.column.name", 120, 420).setCellFactory(column -> new NameCell(explorer));
        TableColumn<Entry, Entry> size = add(SIZE, "explorer.column.size", 60, 100);
        size.setCellFactory(text(entry -> blob(entry).map(b -> Units.size(b.size()))));
        size.getStyleClass().add("number");
        add(MODIFIED, "explorer.column.modified", 80, 180)
                .setCellFactory(
                        text(entry -> blob(entry).flatMap(Entry.Blob::modified).map(Times::text)));
        add(TYPE, "explorer.column.type", 60, 160)
                .setCellFactory(text(entry -> blob(entry).flatMap(Entry.Blob::contentType)));
    }

    private TableColumn<Entry, Entry> add(String id, String key, double least, double usual) {
        TableColumn<Entry, Entry> column = new TableColumn<>(Texts.of(key));
        column.setId(id);
        column.setMinWidth(least);
        column.setPrefWidth(usual);
        column.setCellValueFactory(cell -> new SimpleObjectProperty<>(cell.getValue()));
        column.setComparator(ORDERS.get(id));
        getColumns().add(column);
        return column;
    }

    private static Callback<TableColumn<Entry, Entry>, javafx.scene.control.TableCell<Entry, Entry>> text(
            Function<Entry, Optional<String>> words) {
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

    private void order() {
        explorer.sorted()
                .order(Optional.ofNullable(getComparator())
                        .flatMap(some ->
                                getSortOrder().stream().map(BlobTable::order).reduce(Comparator::thenComparing)));
    }

    private static Comparator<Entry> order(TableColumn<Entry, ?> column) {
        Comparator<Entry> order = ORDERS.get(column.getId());
        return column.getSortType() == TableColumn.SortType.DESCENDING ? order.reversed() : order;
    }

    /// What was selected before other rows came is selected after it.
    private void replacing(Runnable change) {
        boolean fresh = getItems().isEmpty();
        Set<String> names = getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .map(Entry::name)
                .collect(Collectors.toSet());
        change.run();
        getSelectionModel().clearSelection();
        if (!select(names) && fresh && !getItems().isEmpty()) {
            enter();
        }
    }

    private boolean select(Set<String> names) {
        if (names.isEmpty()) {
            return false;
        }
        int[] places = IntStream.range(0, getItems().size())
                .filter(at -> names.contains(getItems().get(at).name()))
                .toArray();
        if (places.length > 0) {
            getSelectionModel().selectIndices(places[0], Arrays.copyOfRange(places, 1, places.length));
        }
        return places.length > 0;
    }

    /// A folder that was left is selected in the one above; else, for the arrow keys, the first
    /// row.
    private void enter() {
        boolean known = lastName.isPresent() && select(Set.of(lastName.get()));
        if (known) {
            scrollTo(getSelectionModel().getSelectedIndex());
        } else if (isFocused()) {
            getSelectionModel().select(0);
        } else {
            getFocusModel().focus(0);
        }
    }

    private void moved(String before, String now) {
        if (before.startsWith(now) && !before.equals(now)) {
            lastName = Optional.of(before.substring(0, before.indexOf('/', now.length()) + 1));
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
    public void rows(Callback<TableView<Entry>, TableRow<Entry>> factory) {
        setRowFactory(table -> {
            TableRow<Entry> row = factory.call(table);
            row.setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && !row.isEmpty()) {
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
    public void onProperties(Consumer<Entry> properties) {
        this.properties = properties;
    }

    /// @param downloads and deletions ask about the selected rows
    public void onMany(Consumer<List<Entry>> downloads, Consumer<List<Entry>> deletions) {
        this.downloads = downloads;
        this.deletions = deletions;
    }

    /// The selected rows, from above to below.
    public List<Entry> chosen() {
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

    /// @param menu of the selected rows
    public void menu(ContextMenu menu) {
        this.menu = Optional.of(menu);
    }

    private void showMenu() {
        int index = getSelectionModel().getSelectedIndex();
        if (!chosen().isEmpty()) {
            menu.ifPresent(shown -> MenuKeys.show(shown, this, MenuKeys.cell(this, index, "table-row-cell")));
        }
    }

    private void key(KeyEvent event) {
        if (MenuKeys.match(event)) {
            showMenu();
            event.consume();
            return;
        }
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
            selected().ifPresent(entry -> Clip.text(explorer.path(entry)));
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
