package dev.blobdrop.gui.model;

import dev.blobdrop.core.transfer.ConflictPolicy;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// The drops, newest first. Its owner calls [#refresh] ten times a second.
public final class TransfersModel {
    private static final String TITLE = Texts.of("window.title");

    private final UiThreads threads;
    private final SessionModel session;
    private final LongSupplier nanos;

    private final ObservableList<TransferRow> rows = FXCollections.observableArrayList();
    private final ObservableList<TransferRow> rowsToLookAt =
            FXCollections.unmodifiableObservableList(rows);
    private final ObjectProperty<ConflictPolicy> ifExists =
            new SimpleObjectProperty<>(ConflictPolicy.FAIL);
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("No uploads yet");
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(TITLE);

    private final ReadOnlyBooleanWrapper accountWanted = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Long> finished = new ReadOnlyObjectWrapper<>(0L);

    /// @param nanos a clock like [System#nanoTime]
    public TransfersModel(UiThreads threads, SessionModel session, LongSupplier nanos) {
        this.threads = threads;
        this.session = session;
        this.nanos = nanos;
    }

    // ---- Properties ----

    /// To be looked at only.
    public ObservableList<TransferRow> rows() {
        return rowsToLookAt;
    }

    /// What drops from now on do where a blob exists.
    public ObjectProperty<ConflictPolicy> ifExists() {
        return ifExists;
    }

    /// All drops in one line.
    public ReadOnlyStringProperty summary() {
        return summary.getReadOnlyProperty();
    }

    /// The window's title, with the progress of what is running.
    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    /// Whether a drop waits because nobody has said the account.
    public ReadOnlyBooleanProperty accountWanted() {
        return accountWanted.getReadOnlyProperty();
    }

    /// Changes each time a drop has come to its end and left something in a container, so that
    /// whoever shows the container can look again.
    public ReadOnlyObjectProperty<Long> finished() {
        return finished.getReadOnlyProperty();
    }

    /// How many drops have not ended.
    public long unfinished() {
        return count(TransferRow.Stage.WAITING) + count(TransferRow.Stage.RUNNING);
    }

    // ---- Commands ----

    /// Takes files and folders for the session's container and returns at once; they are looked at
    /// in the background.
    ///
    /// @param prefix put before every name: empty, or ending with a slash
    public void drop(List<Path> paths, String prefix) {
        threads.check();
        if (!paths.isEmpty()) {
            rows.addFirst(new TransferRow(session, paths, prefix, ifExists.get()));
            refresh();
        }
    }

    public void cancel(TransferRow row) {
        threads.check();
        row.cancel();
        refresh();
    }

    public void cancelAll() {
        threads.check();
        rows.forEach(TransferRow::cancel);
    }

    /// Starts what can start and pulls how far everything is.
    public void refresh() {
        threads.check();
        long now = nanos.getAsLong();
        rows.forEach(row -> row.refresh(now));
        accountWanted.set(
                session.account().get().isEmpty() && count(TransferRow.Stage.WAITING) > 0);
        long done = rows.stream().filter(TransferRow::hasUploaded).count();
        if (done != finished.get()) {
            finished.set(done);
        }
        summary.set(rows.isEmpty() ? "No uploads yet" : summarise());
        title.set(titled());
    }

    private String summarise() {
        List<String> parts = new ArrayList<>();
        add(parts, TransferRow.Stage.RUNNING, "running");
        add(parts, TransferRow.Stage.WAITING, "waiting");
        add(parts, TransferRow.Stage.FAILED, "failed");
        add(parts, TransferRow.Stage.CANCELLED, "cancelled");
        add(parts, TransferRow.Stage.DONE, "done");
        long speed = rows.stream().mapToLong(TransferRow::bytesPerSecond).sum();
        return String.join(", ", parts) + (speed == 0 ? "" : " · " + Figures.size(speed) + "/s");
    }

    private void add(List<String> parts, TransferRow.Stage stage, String word) {
        if (count(stage) > 0) {
            parts.add(count(stage) + " " + word);
        }
    }

    private long count(TransferRow.Stage stage) {
        return rows.stream().filter(row -> row.stage() == stage).count();
    }

    private String titled() {
        return rows.stream()
                .filter(row -> row.stage() == TransferRow.Stage.RUNNING)
                .mapToDouble(row -> Math.max(0, row.progress().get()))
                .average()
                .stream()
                .mapToObj(share -> Math.round(share * 100) + " % - " + TITLE)
                .findFirst()
                .orElse(TITLE);
    }
}
