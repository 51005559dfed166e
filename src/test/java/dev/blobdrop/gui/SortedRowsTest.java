package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.storage.Page;
import dev.blobdrop.gui.explorer.BlobTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Sorting many rows keeps the order, the position and the selection.
@Timeout(180)
class SortedRowsTest extends AccountWindow {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicInteger added = new AtomicInteger();
    private MainWindow window;

    @Start
    void open(Stage stage) {
        this.stage = stage;
        store.containers().add("logs");
    }

    @Test
    void fiftyThousandRowsAreSortedByEachColumn(FxRobot robot) throws Exception {
        list(50_000);
        show(Settings.STANDARD);
        loadAll(robot, 50_000);
        BlobTable table = table(robot);
        sort(table, BlobTable.SIZE, TableColumn.SortType.DESCENDING);
        await().until(() -> first(table).equals(name(49_999)));
        sort(table, BlobTable.NAME, TableColumn.SortType.ASCENDING);
        await().until(() -> first(table).equals(name(0)));
        sort(table, BlobTable.MODIFIED, TableColumn.SortType.DESCENDING);
        await().until(() -> first(table).equals(name(49_999)));
        sort(table, BlobTable.TYPE, TableColumn.SortType.ASCENDING);
        Screenshots.settle();
        assertThat(onWindow(() -> table.getItems().size())).isEqualTo(50_000);
    }

    /// A header does the same when it is clicked a second and a third time.
    @Test
    void reversedColumnReversesTheRows(FxRobot robot) throws Exception {
        list(30);
        show(Settings.STANDARD);
        await().until(() -> onWindow(() -> table(robot).getItems().size()) == 30);
        BlobTable table = table(robot);
        sort(table, BlobTable.NAME, TableColumn.SortType.ASCENDING);
        await().until(() -> first(table).equals(name(0)));
        onWindow(() -> {
            table.getSortOrder().getFirst().setSortType(TableColumn.SortType.DESCENDING);
            return true;
        });
        await().until(() -> first(table).equals(name(29)));
        robot.interact(() -> table.getSortOrder().clear());
        await().until(() -> first(table).equals(name(0)));
    }

    @Test
    void refreshKeepsRowsSelectionAndPlace(FxRobot robot) throws Exception {
        list(20_000);
        show(Settings.STANDARD);
        loadAll(robot, 20_000);
        BlobTable table = table(robot);
        onWindow(() -> {
            table.requestFocus();
            table.getSelectionModel().select(12_345);
            table.getSelectionModel().select(12_347);
            table.scrollTo(12_340);
            return true;
        });
        Screenshots.settle();
        int top = top(robot);
        assertThat(top).isBetween(12_300, 12_345);
        added.set(7);
        robot.type(KeyCode.F5);
        await().until(() -> onWindow(() -> size(table.getItems().getFirst())) == 7);
        await().until(() -> !onWindow(() -> models.explorer().busy().get()));
        Screenshots.settle();
        assertThat(onWindow(() -> table.getItems().size())).isEqualTo(20_000);
        assertThat(onWindow(table::chosen)).extracting(Entry::name).containsExactly(name(12_345), name(12_347));
        assertThat(top(robot)).isBetween(top - 2, top + 2);
    }

    @Test
    void selectionLastsThroughSortingAndMoreRows(FxRobot robot) throws Exception {
        list(3_000);
        show(Settings.STANDARD);
        await().until(() -> onWindow(() -> models.explorer().rows().size()) >= 500);
        BlobTable table = table(robot);
        onWindow(() -> {
            table.getSelectionModel().selectIndices(3, 7);
            return true;
        });
        sort(table, BlobTable.SIZE, TableColumn.SortType.DESCENDING);
        loadAll(robot, 3_000);
        await().until(() -> first(table).equals(name(2_999)));
        assertThat(onWindow(table::chosen)).extracting(Entry::name).containsExactlyInAnyOrder(name(3), name(7));
    }

    @Test
    void orderAndFolderAreThoseOfTheLastTime(FxRobot robot) throws Exception {
        for (String name : List.of("2025/a.csv", "2026/b.csv", "2026/c.csv", "2026/long/d.csv")) {
            store.place(name, new byte[name.hashCode() & 0xFF]);
        }
        show(Settings.STANDARD);
        await().until(() -> onWindow(() -> models.explorer().rows().size()) == 2);
        sort(table(robot), BlobTable.NAME, TableColumn.SortType.DESCENDING);
        robot.interact(() -> models.explorer().open("2026/"));
        await().until(() -> onWindow(() -> models.explorer().rows().size()) == 3);
        robot.interact(window::end);
        Settings saved = onWindow(() -> models.settings().settings().get());

        show(saved);
        await().until(() -> onWindow(() -> table(robot).getItems().size()) == 3);
        assertThat(onWindow(() -> models.explorer().prefix().get())).isEqualTo("2026/");
        assertThat(onWindow(() -> List.copyOf(table(robot).getItems())))
                .extracting(Entry::name)
                .containsExactly("2026/long/", "2026/c.csv", "2026/b.csv");
        assertThat(table(robot).getSortOrder()).extracting(TableColumn::getId).containsExactly(BlobTable.NAME);

        // Another container starts at its top, and so does the first when opened again.
        robot.interact(() -> models.containers().open("logs"));
        assertThat(onWindow(() -> models.explorer().prefix().get())).isEmpty();
        robot.interact(() -> models.containers().open("workloadidentity"));
        assertThat(onWindow(() -> models.explorer().prefix().get())).isEmpty();
        robot.interact(window::end);
        show(saved.withStartContainer(Optional.of("logs")));
        assertThat(onWindow(() -> models.explorer().prefix().get())).isEmpty();
        assertThat(saved.withoutAccounts().folder()).isEmpty();
    }

    private void show(Settings settings) throws Exception {
        onWindow(() -> {
            models = TestWindow.models(azure, Map.of("STORAGE_ACCOUNT_URL", ACCOUNT), settings);
            window = BlobdropApp.wire(stage, models);
            stage.setWidth(1180);
            stage.setHeight(760);
            window.show();
            return true;
        });
        Screenshots.settle();
    }

    /// Sizes, times and names increase together.
    private void list(int count) {
        store.list((prefix, from, most) -> {
            int begin = from.map(Integer::valueOf).orElse(0);
            int end = Math.min(count, begin + most);
            return new Page<>(
                    IntStream.range(begin, end)
                            .mapToObj(i -> (Entry) new Entry.Blob(
                                    name(i),
                                    i == 0 ? added.get() : i,
                                    Optional.of(BEGIN.plusSeconds(i)),
                                    Optional.of("text/" + i % 7)))
                            .toList(),
                    end < count ? Optional.of(String.valueOf(end)) : Optional.empty());
        });
    }

    private static long size(Entry entry) {
        return ((Entry.Blob) entry).size();
    }

    private static String name(int number) {
        return "measurement-%07d.json".formatted(number);
    }

    private void loadAll(FxRobot robot, int count) throws Exception {
        await().until(() -> {
            onWindow(() -> {
                models.explorer().loadMore();
                return true;
            });
            return onWindow(() -> models.explorer().rows().size()) >= count;
        });
        await().until(() -> onWindow(() -> table(robot).getItems().size()) >= count);
    }

    private static void sort(BlobTable table, String id, TableColumn.SortType type) throws Exception {
        onWindow(() -> {
            TableColumn<Entry, ?> column = table.getColumns().stream()
                    .filter(each -> each.getId().equals(id))
                    .findFirst()
                    .orElseThrow();
            column.setSortType(type);
            table.getSortOrder().setAll(List.of(column));
            return true;
        });
    }

    private static String first(BlobTable table) throws Exception {
        return onWindow(() -> table.getItems().getFirst().name());
    }

    private static int top(FxRobot robot) throws Exception {
        return onWindow(() ->
                robot.lookup((TableRow<?> row) -> row.isVisible() && !row.isEmpty()).<TableRow<?>>queryAll().stream()
                        .mapToInt(TableRow::getIndex)
                        .min()
                        .orElse(-1));
    }

    private static BlobTable table(FxRobot robot) {
        return robot.lookup("#" + BlobTable.ID).queryAs(BlobTable.class);
    }
}
