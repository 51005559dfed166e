package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;

import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.storage.Page;
import dev.blobdrop.gui.explorer.BlobTable;
import dev.blobdrop.gui.session.FakeConnector;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.scene.control.TableColumn;
import javafx.stage.Stage;

/// How long sorting blocks the window's thread, in a process that has never sorted before:
/// `SortingBench ROWS` prints the milliseconds for the first sort, and the maximum of three more.
/// Run by `src/bench/WindowBench.java`.
public final class SortingBench {
    private static final String ACCOUNT = "https://contosodata.blob.core.windows.net";
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final long PAUSE_MILLIS = 20;

    private final int rows;
    private Models models;
    private Stage stage;

    private SortingBench(int rows) {
        this.rows = rows;
    }

    /// @param arguments the number of rows
    public static void main(String[] arguments) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        new SortingBench(Integer.parseInt(arguments[0])).run();
        System.exit(0);
    }

    private void run() throws Exception {
        FakeConnector azure = new FakeConnector();
        azure.store(ACCOUNT).list((prefix, from, most) -> page(from, most));
        onWindow(() -> {
            stage = new Stage();
            models = TestWindow.models(azure, Map.of("STORAGE_ACCOUNT_URL", ACCOUNT), Settings.STANDARD);
            BlobdropApp.wire(stage, models).show();
            return true;
        });
        BlobTable table = (BlobTable) stage.getScene().lookup("#" + BlobTable.ID);
        while (onWindow(() -> table.getItems().size()) < rows) {
            onWindow(() -> {
                models.explorer().loadMore();
                return true;
            });
            Thread.sleep(PAUSE_MILLIS);
        }
        Screenshots.settle();
        double first = sort(table, BlobTable.SIZE, TableColumn.SortType.DESCENDING, rows - 1);
        double more = sort(table, BlobTable.NAME, TableColumn.SortType.ASCENDING, 0);
        more = Math.max(more, sort(table, BlobTable.NAME, TableColumn.SortType.DESCENDING, -1));
        more = Math.max(more, sort(table, BlobTable.MODIFIED, TableColumn.SortType.ASCENDING, 0));
        System.out.printf(Locale.ROOT, "sorted %.1f %.1f%n", first, more);
    }

    private Page<Entry> page(Optional<String> from, int most) {
        int begin = from.map(Integer::valueOf).orElse(0);
        int end = Math.min(rows, begin + most);
        return new Page<>(
                IntStream.range(begin, end).mapToObj(SortingBench::blob).toList(),
                end < rows ? Optional.of(String.valueOf(end)) : Optional.empty());
    }

    /// Names, times and sizes increase together.
    private static Entry blob(int number) {
        return new Entry.Blob(
                name(number), number, Optional.of(BEGIN.plusSeconds(number)), Optional.of("text/" + number % 7));
    }

    private static String name(int number) {
        return "measurement-%07d.json".formatted(number);
    }

    /// @param top the number of the blob expected first; negative for the last one
    /// @return the longest time the window's thread was blocked, in milliseconds
    private double sort(BlobTable table, String id, TableColumn.SortType type, int top) throws Exception {
        String first = name(top < 0 ? rows - 1 : top);
        Heartbeat heart = Heartbeat.start();
        onWindow(() -> {
            TableColumn<Entry, ?> column = table.getColumns().stream()
                    .filter(each -> each.getId().equals(id))
                    .findFirst()
                    .orElseThrow();
            column.setSortType(type);
            table.getSortOrder().setAll(List.of(column));
            return true;
        });
        while (!onWindow(() -> table.getItems().getFirst().name()).equals(first)) {
            Thread.sleep(PAUSE_MILLIS);
        }
        Screenshots.settle();
        heart.stop();
        return heart.mostHeldNanos() / 1e6;
    }
}
