package dev.blobdrop.gui.explorer;

import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.base.UiThreads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/// Rows in the order chosen by the user; folders come first in any order. Many rows are sorted in
/// the background and shown in the old order until then.
public final class SortedRows {
    /// Up to this many rows are sorted at once, on the window's thread.
    private static final int FEW = 2_000;

    private static final Comparator<Entry> FOLDERS_FIRST =
            Comparator.comparing(entry -> entry instanceof Entry.Prefix ? 0 : 1);

    private final UiThreads threads;
    private final ObservableList<Entry> rows;
    private final ObservableList<Entry> sorted = FXCollections.observableArrayList();
    private final ObservableList<Entry> sortedToLookAt = FXCollections.unmodifiableObservableList(sorted);
    private Optional<Comparator<Entry>> order = Optional.empty();
    private Consumer<Runnable> replacer = Runnable::run;
    private long turn;

    SortedRows(UiThreads threads, ObservableList<Entry> rows) {
        this.threads = threads;
        this.rows = rows;
        rows.addListener((ListChangeListener<Entry>) change -> fill());
    }

    /// For reading only.
    public ObservableList<Entry> rows() {
        return sortedToLookAt;
    }

    /// Sets the order.
    ///
    /// @param wanted empty for the service's order
    public void order(Optional<Comparator<Entry>> wanted) {
        threads.check();
        order = wanted.map(by -> FOLDERS_FIRST.thenComparing(by).thenComparing(Entry::name));
        fill();
    }

    /// Sets what runs changes of the rows.
    ///
    /// @param replacer runs a change that replaces the rows, and keeps the selection
    public void replacer(Consumer<Runnable> replacer) {
        this.replacer = replacer;
    }

    private void fill() {
        long asked = ++turn;
        List<Entry> now = new ArrayList<>(rows);
        if (order.isEmpty()) {
            show(now);
        } else if (now.size() <= FEW) {
            now.sort(order.get());
            show(now);
        } else {
            Comparator<Entry> by = order.get();
            threads.work(
                    () -> {
                        now.sort(by);
                        return now;
                    },
                    done -> {
                        if (asked == turn) {
                            show(done);
                        }
                    },
                    problem -> {});
        }
    }

    private void show(List<Entry> now) {
        int before = sorted.size();
        if (now.equals(sorted)) {
            return;
        }
        if (before > 0 && now.size() > before && now.subList(0, before).equals(sorted)) {
            sorted.addAll(now.subList(before, now.size()));
        } else {
            replacer.accept(() -> sorted.setAll(now));
        }
    }
}
