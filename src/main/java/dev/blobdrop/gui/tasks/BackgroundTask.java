package dev.blobdrop.gui.tasks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A download or deletion in the background, shown in one line.
public final class BackgroundTask {
    private final Work work;
    private final Consumer<BackgroundTask> over;
    private boolean told;
    private boolean looked;
    private long since;

    /// The line of a successful task disappears after this time.
    static final Duration READING = Duration.ofSeconds(30);
    private final ReadOnlyObjectWrapper<State> state;

    /// The state at one moment.
    ///
    /// @param share from 0 to 1; negative while it cannot be known
    /// @param words the progress or the outcome in one line
    /// @param failures a line with the reason for each blob that failed
    /// @param folder the folder that was downloaded to
    /// @param file the file, if exactly one was downloaded
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

        /// A state without a downloaded file.
        State(boolean running, double share, String words, List<String> failures) {
            this(running, share, words, failures, Optional.empty(), Optional.empty());
        }
    }

    /// The work of a task. Both methods return at once.
    interface Work {
        State now();

        void cancel();
    }

    /// @param over called once on the window's thread when it has ended
    BackgroundTask(Work work, Consumer<BackgroundTask> over) {
        this.work = work;
        this.over = over;
        this.state = new ReadOnlyObjectWrapper<>(work.now());
    }

    /// The state, pulled ten times a second.
    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// Whether it has not ended.
    public boolean isRunning() {
        return state.get().running();
    }

    /// Starts nothing more; items under way are finished or leave nothing behind.
    public void cancel() {
        work.cancel();
    }

    /// Tells whether the line is hovered or focused, which keeps it.
    public void looked(boolean at) {
        looked = at;
        since = 0;
    }

    /// Whether the line of a successful task may disappear.
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
