package dev.blobdrop.gui.model;

import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.SettingsFile;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The settings of this window. A change counts at once and is saved behind it, one after the
/// other.
public final class SettingsModel {
    private final UiThreads threads;
    private final SettingsFile file;
    private final ReadOnlyObjectWrapper<Settings> settings;
    private final ReadOnlyObjectWrapper<Optional<Problem>> trouble =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    private final Deque<UnaryOperator<Settings>> unsaved = new ArrayDeque<>();
    private boolean saving;

    /// @param start what was in the file before the window was opened
    public SettingsModel(UiThreads threads, SettingsFile file, Settings start) {
        this.threads = threads;
        this.file = file;
        this.settings = new ReadOnlyObjectWrapper<>(start);
    }

    // ---- Properties ----

    public ReadOnlyObjectProperty<Settings> settings() {
        return settings.getReadOnlyProperty();
    }

    /// Why the last change was not saved; empty when it was.
    public ReadOnlyObjectProperty<Optional<Problem>> trouble() {
        return trouble.getReadOnlyProperty();
    }

    // ---- Commands ----

    /// @param change is applied once more to what is in the file, because another window may have
    ///     changed other settings
    public void change(UnaryOperator<Settings> change) {
        threads.check();
        settings.set(change.apply(settings.get()));
        boolean begin;
        synchronized (unsaved) {
            unsaved.add(change);
            begin = !saving;
            saving = true;
        }
        if (begin) {
            threads.work(
                    () -> {
                        saveAll();
                        return true;
                    },
                    saved -> trouble.set(Optional.empty()),
                    problem -> trouble.set(Optional.of(problem)));
        }
    }

    private void saveAll() {
        Optional<ProblemException> refusal = Optional.empty();
        while (true) {
            UnaryOperator<Settings> next;
            synchronized (unsaved) {
                if (unsaved.isEmpty()) {
                    saving = false;
                    unsaved.notifyAll();
                    break;
                }
                next = unsaved.removeFirst();
            }
            try {
                file.change(next);
            } catch (ProblemException e) {
                refusal = Optional.of(e);
            }
        }
        refusal.ifPresent(
                e -> {
                    throw e;
                });
    }

    /// Waits until everything is saved, for three seconds at most. Not for the window's thread.
    public void finish() {
        long deadline = System.nanoTime() + 3_000_000_000L;
        synchronized (unsaved) {
            while (saving && System.nanoTime() < deadline) {
                try {
                    unsaved.wait(100);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
