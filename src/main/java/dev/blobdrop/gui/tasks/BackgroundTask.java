package dev.blobdrop.gui.tasks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Something that is done with blobs that are there already: they are downloaded, or deleted. It
/// goes on behind the window and is told of in one line.
public final class BackgroundTask {
    private final Work work;
    private final Consumer<BackgroundTask> over;
    private boolean told;
    private boolean looked;
    private long since;

    /// What went well is read within this time; then its line goes.
    static final Duration READING = Duration.ofSeconds(30);
    private final ReadOnlyObjectWrapper<State> state;

    /// One moment of it.
    ///
    /// @param share from 0 to 1; negative while it cannot be known
    /// @param words how far it is, or how it ended, in one line
    /// @param failures one line for each blob that failed, with the reason
    /// @param folder where what it has brought is now
    /// @param file the only one that it has brought
    public record State(
            boolean running,
            double share,
            String words,
            List<String> failures,
            Optional<Path> folder,
            Optional<Path> file) {
        public State {
            failures = List.copyOf(failures);
        }

        /// One that brings nothing to this machine.
        State(boolean running, double share, String words, List<String> failures) {
            this(running, share, words, failures, Optional.empty(), Optional.empty());
        }
    }

    /// What is done. Both methods answer at once.
    interface Work {
        State now();

        void cancel();
    }

    /// @param over called once, in the window, when it has ended
    BackgroundTask(Work work, Consumer<BackgroundTask> over) {
        this.work = work;
        this.over = over;
        this.state = new ReadOnlyObjectWrapper<>(work.now());
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    public boolean isRunning() {
        return state.get().running();
    }

    /// Begins nothing more; what is under way is finished or leaves nothing.
    public void cancel() {
        work.cancel();
    }

    /// Whether somebody is at its line just now, which then stays.
    public void looked(boolean at) {
        looked = at;
        since = 0;
    }

    /// Whether it has gone well and been read.
    ///
    /// @param nanos a clock like [System#nanoTime]
    boolean isOutdated(long nanos) {
        if (!told || looked || !state.get().failures().isEmpty()) {
            return false;
        }
        if (since == 0) {
            since = nanos;
        }
        return nanos - since > READING.toNanos();
    }

    void refresh() {
        if (told) {
            return;
        }
        State now = work.now();
        if (!now.equals(state.get())) {
            state.set(now);
        }
        if (!now.running()) {
            told = true;
            over.accept(this);
        }
    }
}
