package dev.blobdrop.gui.session;

import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.SettingsFile;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.base.SaveQueue;
import dev.blobdrop.gui.base.UiThreads;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The settings. A change applies at once and is saved in the background, in order.
public final class SettingsModel {
    private final UiThreads threads;
    private final ReadOnlyObjectWrapper<Settings> settings;
    private final ReadOnlyObjectWrapper<Optional<Problem>> trouble = new ReadOnlyObjectWrapper<>(Optional.empty());

    private final SaveQueue<UnaryOperator<Settings>> unsaved;

    /// @param start the settings read from the file before the window opened
    public SettingsModel(UiThreads threads, SettingsFile file, Settings start) {
        this.threads = threads;
        this.settings = new ReadOnlyObjectWrapper<>(start);
        this.unsaved = new SaveQueue<>(threads, file::change, trouble::set);
    }

    // ---- Properties ----

    /// The settings in use.
    public ReadOnlyObjectProperty<Settings> settings() {
        return settings.getReadOnlyProperty();
    }

    /// Why the last change could not be saved; empty when it was.
    public ReadOnlyObjectProperty<Optional<Problem>> trouble() {
        return trouble.getReadOnlyProperty();
    }

    // ---- Commands ----

    /// @param change applied again to the content of the file, because another window may have
    ///     changed other settings
    public void change(UnaryOperator<Settings> change) {
        threads.check();
        settings.set(change.apply(settings.get()));
        unsaved.add(change);
    }

    /// Waits until everything is saved, for three seconds at most. Not for the window's thread.
    public void finish() {
        unsaved.finish();
    }
}
