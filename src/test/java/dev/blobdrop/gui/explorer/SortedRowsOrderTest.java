package dev.blobdrop.gui.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.base.UiThreads;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.Test;

/// Many rows are never compared on the window's thread.
class SortedRowsOrderTest {
    private static final int MANY = 20_000;

    private final Deque<Runnable> behind = new ArrayDeque<>();
    private final UiThreads threads = new UiThreads(behind::add, Runnable::run, () -> true);
    private final ObservableList<Entry> loaded = FXCollections.observableArrayList();
    private final SortedRows sorted = new SortedRows(threads, loaded);
    private final AtomicLong compared = new AtomicLong();

    private Optional<Comparator<Entry>> largestFirst() {
        return Optional.of((a, b) -> {
            compared.incrementAndGet();
            return Long.compare(size(b), size(a));
        });
    }

    private static long size(Entry entry) {
        return ((Entry.Blob) entry).size();
    }

    private static List<Entry> blobs(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> (Entry) new Entry.Blob("b%07d".formatted(i), i, Optional.empty(), Optional.empty()))
                .toList();
    }

    @Test
    void manyRowsAreComparedBehindTheWindow() {
        loaded.setAll(blobs(0, MANY));
        sorted.order(largestFirst());
        assertThat(compared).hasValue(0);
        assertThat(size(sorted.rows().getFirst())).as("as they were until then").isZero();
        assertThat(behind).hasSize(1);
        behind.poll().run();
        assertThat(compared.get()).isPositive();
        assertThat(size(sorted.rows().getFirst())).isEqualTo(MANY - 1);
    }

    @Test
    void rowsThatComeWhileOthersAreSortedAreNotComparedInTheWindowEither() {
        loaded.setAll(blobs(0, MANY));
        sorted.order(largestFirst());
        loaded.addAll(blobs(MANY, MANY + 10));
        assertThat(compared).hasValue(0);
        behind.poll().run();
        assertThat(size(sorted.rows().getFirst())).as("outdated").isZero();
        behind.poll().run();
        assertThat(size(sorted.rows().getFirst())).isEqualTo(MANY + 9);
    }

    @Test
    void orderThatIsChangedMeanwhileIsNotShown() {
        loaded.setAll(blobs(0, MANY));
        sorted.order(largestFirst());
        sorted.order(Optional.empty());
        behind.poll().run();
        assertThat(size(sorted.rows().getFirst())).isZero();
    }
}
