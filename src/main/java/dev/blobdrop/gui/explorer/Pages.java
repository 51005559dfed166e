package dev.blobdrop.gui.explorer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.storage.Page;
import dev.blobdrop.gui.base.UiThreads;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A listing, fetched page by page in the background. Results for an abandoned listing are
/// discarded.
final class Pages {
    /// Requests one page; not called on the window's thread.
    interface Source {
        /// @param from the marker of the page before; empty for the first
        Page<Entry> page(Optional<String> from);
    }

    /// Receives items on the window's thread.
    interface Taker {
        /// @param first whether these are the first items of the listing
        void take(List<Entry> items, boolean first);
    }

    private final UiThreads threads;
    private final Taker taker;
    private final ReadOnlyObjectWrapper<ListingState> state = new ReadOnlyObjectWrapper<>(new ListingState.Idle());
    private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Problem>> trouble = new ReadOnlyObjectWrapper<>(Optional.empty());

    private Source source = from -> new Page<>(List.of(), Optional.empty());
    private Optional<String> next = Optional.empty();
    private long turn;

    Pages(UiThreads threads, Taker taker) {
        this.threads = threads;
        this.taker = taker;
    }

    ReadOnlyObjectProperty<ListingState> state() {
        return state.getReadOnlyProperty();
    }

    /// Whether there are more pages.
    ReadOnlyBooleanProperty more() {
        return more.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// Why the next page could not be loaded.
    ReadOnlyObjectProperty<Optional<Problem>> trouble() {
        return trouble.getReadOnlyProperty();
    }

    /// Abandons the current listing.
    void stop() {
        turn++;
        next = Optional.empty();
        more.set(false);
        busy.set(false);
        trouble.set(Optional.empty());
        state.set(new ListingState.Idle());
    }

    /// Abandons the current listing and starts another.
    ///
    /// @param quiet whether to keep the shown items until the first page arrives
    void start(Source other, boolean quiet) {
        boolean keep = quiet && state.get() instanceof ListingState.Shown;
        turn++;
        source = other;
        next = Optional.empty();
        trouble.set(Optional.empty());
        if (!keep) {
            more.set(false);
            state.set(new ListingState.Loading());
        }
        fetch(true);
    }

    /// Fetches the next page, unless one is loading.
    void fetchMore() {
        if (more.get() && !busy.get()) {
            trouble.set(Optional.empty());
            fetch(false);
        }
    }

    private void fetch(boolean first) {
        busy.set(true);
        long asked = turn;
        Source from = source;
        Optional<String> mark = next;
        Supplier<Page<Entry>> work = () -> nonEmpty(from, mark);
        threads.work(
                work,
                page -> {
                    if (asked == turn) {
                        arrived(page, first);
                    }
                },
                problem -> {
                    if (asked == turn) {
                        failed(problem, first);
                    }
                });
    }

    /// Skips empty pages with a marker, which the service may return.
    private static Page<Entry> nonEmpty(Source source, Optional<String> mark) {
        Page<Entry> page = source.page(mark);
        while (page.items().isEmpty() && page.next().isPresent()) {
            page = source.page(page.next());
        }
        return page;
    }

    private void arrived(Page<Entry> page, boolean first) {
        next = page.next();
        busy.set(false);
        taker.take(page.items(), first);
        more.set(next.isPresent());
        state.set(new ListingState.Shown());
    }

    private void failed(Problem problem, boolean first) {
        busy.set(false);
        if (first) {
            taker.take(List.of(), true);
            more.set(false);
            state.set(new ListingState.Trouble(problem));
        } else {
            trouble.set(Optional.of(problem));
        }
    }
}
