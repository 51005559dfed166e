package dev.blobdrop.gui.model;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.List;
import java.util.function.Consumer;

/// Something that is done with blobs that are there already: they are downloaded, or deleted. It
/// goes on behind the window and is told of in one line.
public final class Errand {
    private final Work work;
    private final Consumer<Errand> over;
    private boolean told;
    private final ReadOnlyObjectWrapper<Sight> sight;

    /// One moment of it.
    ///
    /// @param share from 0 to 1; negative while it cannot be known
    /// @param words how far it is, or how it ended, in one line
    /// @param failures one line for each blob that failed, with the reason
    public record Sight(boolean running, double share, String words, List<String> failures) {
        public Sight {
            failures = List.copyOf(failures);
        }
    }

    /// What is done. Both methods answer at once.
    interface Work {
        Sight look();

        void cancel();
    }

    /// @param over called once, in the window, when it has ended
    Errand(Work work, Consumer<Errand> over) {
        this.work = work;
        this.over = over;
        this.sight = new ReadOnlyObjectWrapper<>(work.look());
    }

    public ReadOnlyObjectProperty<Sight> sight() {
        return sight.getReadOnlyProperty();
    }

    public boolean isRunning() {
        return sight.get().running();
    }

    /// Begins nothing more; what is under way is finished or leaves nothing.
    public void cancel() {
        work.cancel();
    }

    void refresh() {
        if (told) {
            return;
        }
        Sight now = work.look();
        if (!now.equals(sight.get())) {
            sight.set(now);
        }
        if (!now.running()) {
            told = true;
            over.accept(this);
        }
    }
}
