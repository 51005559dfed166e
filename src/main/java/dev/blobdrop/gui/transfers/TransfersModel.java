package dev.blobdrop.gui.transfers;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.transfers.row.Drop;
import dev.blobdrop.gui.transfers.row.HeadlessCommand;
import dev.blobdrop.gui.transfers.row.RowAction;
import dev.blobdrop.gui.transfers.row.RowStage;
import dev.blobdrop.gui.transfers.row.TransferRow;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import javafx.beans.Observable;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;

/// The list of uploads: failed ones first, then newest first. Its owner calls [#refresh] ten times
/// a second.
public final class TransfersModel {
    /// The most rows kept; the oldest that have ended are removed.
    public static final int MOST_ROWS = 500;

    private final UiThreads threads;
    private final SessionModel session;
    private final LongSupplier nanos;
    private final Optional<History> history;
    private final HistoryModel keeper;
    private final QuestionsModel questions;

    private final ObservableList<TransferRow> rows =
            FXCollections.observableArrayList(row -> new Observable[] {row.stageProperty()});
    private final SortedList<TransferRow> sorted =
            rows.sorted(Comparator.comparing((TransferRow row) -> row.stage() != RowStage.FAILED)
                    .thenComparing(TransferRow::number, Comparator.reverseOrder()));
    private final Set<TransferRow> atWork = new HashSet<>();
    private final ObjectProperty<ConflictPolicy> ifExists = new SimpleObjectProperty<>(ConflictPolicy.FAIL);
    private final LongProperty bandwidth = new SimpleLongProperty();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper();
    private final ReadOnlyBooleanWrapper accountWanted = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Long> finished = new ReadOnlyObjectWrapper<>(0L);
    private final ReadOnlyObjectWrapper<Optional<TransferRow>> lastEnded =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private long newest;
    private long oldest;

    /// A model without a history.
    ///
    /// @param nanos a clock like [System#nanoTime]
    public TransfersModel(UiThreads threads, SessionModel session, LongSupplier nanos) {
        this(threads, session, nanos, Optional.empty());
    }

    /// A model that saves its rows in a history.
    public TransfersModel(UiThreads threads, SessionModel session, LongSupplier nanos, Optional<History> history) {
        this.threads = threads;
        this.session = session;
        this.nanos = nanos;
        this.history = history;
        this.keeper = new HistoryModel(threads, history);
        this.questions = new QuestionsModel(session);
        say();
    }

    // ---- Properties ----

    /// For reading only.
    public ObservableList<TransferRow> rows() {
        return sorted;
    }

    /// The policy of future drops for blobs that exist; [ConflictPolicy#FAIL] asks.
    public ObjectProperty<ConflictPolicy> ifExists() {
        return ifExists;
    }

    /// The upload speed limit in bytes per second, for [#command]; 0 is no limit.
    public LongProperty bandwidth() {
        return bandwidth;
    }

    /// The command line that does the same as a row.
    public String command(TransferRow row) {
        return HeadlessCommand.of(row.drop(), bandwidth.get());
    }

    /// The questions about names that are taken.
    public QuestionsModel questions() {
        return questions;
    }

    /// A summary of all uploads in one line.
    public ReadOnlyStringProperty summary() {
        return summary.getReadOnlyProperty();
    }

    /// The window's title, with the progress while something is uploading.
    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    /// Whether a drop waits for an account.
    public ReadOnlyBooleanProperty accountWanted() {
        return accountWanted.getReadOnlyProperty();
    }

    /// Changes whenever a drop has ended and uploaded something, so that listings can refresh.
    public ReadOnlyObjectProperty<Long> finished() {
        return finished.getReadOnlyProperty();
    }

    /// The drop that ended last.
    public ReadOnlyObjectProperty<Optional<TransferRow>> lastEnded() {
        return lastEnded.getReadOnlyProperty();
    }

    /// How many drops closing the window would stop.
    public long unfinished() {
        return rows.stream().filter(TransferRow::isAtWork).count();
    }

    // ---- Commands ----

    /// Uploads files and folders to the session's container. Returns at once and reads the disk in
    /// the background.
    ///
    /// @param prefix of the blob names: empty, or ending with a slash
    public void drop(List<Path> paths, String prefix) {
        drop(paths, session.container().get(), prefix);
    }

    /// The same for any container of the account.
    public void drop(List<Path> paths, Optional<String> container, String prefix) {
        threads.check();
        if (paths.isEmpty()) {
            return;
        }
        Optional<Drop.Place> place =
                session.account().get().flatMap(account -> container.map(name -> new Drop.Place(account, name)));
        ConflictPolicy policy = ifExists.get();
        if (paths.stream().noneMatch(ShortenedPaths::isDoubtful)) {
            add(Drop.of(paths, prefix, policy, place));
            return;
        }
        threads.work(
                () -> paths.stream().map(this::meant).toList(),
                meant -> add(Drop.of(meant, prefix, policy, place)),
                session::report);
    }

    /// The file that a path from the toolkit means. A path without a match is kept; its row reports
    /// that it cannot be read.
    private Path meant(Path path) {
        List<Path> fitting = ShortenedPaths.meant(path);
        if (fitting.size() > 1) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "which-file",
                            Texts.of("transfers.which"),
                            Texts.of(
                                    "transfers.which.detail",
                                    fitting.getFirst().getFileName(),
                                    fitting.get(1).getFileName()))
                    .asException();
        }
        return fitting.isEmpty() ? path : fitting.getFirst();
    }

    /// Uploads the same files to the same place as a new row.
    public void again(TransferRow row) {
        threads.check();
        if (row.isRepeatable()) {
            add(row.drop().again(ifExists.get()));
        }
    }

    private void add(Drop drop) {
        rows.addFirst(new TransferRow(session, drop, ++newest));
        refresh();
    }

    /// Performs an action of a row.
    public void act(TransferRow row, RowAction action) {
        threads.check();
        switch (action) {
            case START -> row.start();
            case ANSWER -> questions.ask(row);
            case CREATE_CONTAINER -> row.createContainer();
            case PAUSE -> row.pause();
            case RESUME -> row.resume();
            case RETRY -> row.retry();
            case CANCEL -> row.cancel();
        }
        refresh();
    }

    /// Cancels a row.
    public void cancel(TransferRow row) {
        act(row, RowAction.CANCEL);
    }

    /// Pauses all rows that can be paused.
    public void pauseAll() {
        actOnAll(RowAction.PAUSE);
    }

    /// Resumes all paused rows.
    public void resumeAll() {
        actOnAll(RowAction.RESUME);
    }

    /// Retries all failed drops.
    public void retryFailed() {
        threads.check();
        List.copyOf(rows).stream().filter(row -> row.stage() == RowStage.FAILED).forEach(TransferRow::retry);
        refresh();
    }

    private void actOnAll(RowAction action) {
        threads.check();
        for (TransferRow row : List.copyOf(rows)) {
            if (row.actions().get().contains(action)) {
                act(row, action);
            }
        }
    }

    /// Removes the rows that have ended, except failed ones.
    public void clearFinished() {
        threads.check();
        rows.removeIf(row -> row.stage().isEnd() && row.stage() != RowStage.FAILED);
        refresh();
    }

    /// Removes a row if it has ended.
    public void remove(TransferRow row) {
        threads.check();
        rows.removeIf(other -> other == row && other.stage().isEnd());
        refresh();
    }

    /// Restores the rows of earlier sessions in the background.
    public void restore() {
        history.ifPresent(h -> threads.work(h::read, this::restored, problem -> {}));
    }

    private void restored(List<History.Entry> entries) {
        for (History.Entry entry : entries) {
            TransferRow row = entry.stage().isPresent()
                    ? TransferRow.ended(
                            session, entry.drop(), --oldest, entry.stage().get(), entry.message())
                    : TransferRow.interrupted(session, entry.drop(), --oldest);
            keeper.restored(row, entry);
            rows.addLast(row);
        }
        refresh();
    }

    /// Stops all uploads because the window is closing; the next window can resume them.
    public void close() {
        threads.check();
        keeper.follow(rows);
        rows.forEach(TransferRow::abandon);
    }

    /// Waits until the history is written. Not for the window's thread.
    public void finish() {
        keeper.finish();
    }

    /// Runs a task once the next frame is on the screen.
    public void soon(Runnable task) {
        threads.onceDrawn(task);
    }

    /// Starts what can start and pulls all progress.
    public void refresh() {
        threads.check();
        long now = nanos.getAsLong();
        List<TransferRow> all = List.copyOf(rows);
        all.forEach(row -> row.refresh(now));
        all.forEach(this::noteEnd);
        trim();
        questions.refresh(rows, now);
        keeper.follow(rows);
        accountWanted.set(session.account().get().isEmpty()
                && rows.stream()
                        .anyMatch(row -> row.isAtWork() && row.drop().place().isEmpty()));
        say();
    }

    private void noteEnd(TransferRow row) {
        if (row.isActive()) {
            atWork.add(row);
        } else if (atWork.remove(row)) {
            lastEnded.set(Optional.of(row));
            if (row.lastUploaded().isPresent()) {
                finished.set(finished.get() + 1);
            }
        }
    }

    private void trim() {
        for (int i = rows.size() - 1; i >= 0 && rows.size() > MOST_ROWS; i--) {
            if (rows.get(i).stage().isEnd()) {
                rows.remove(i);
            }
        }
    }

    private void say() {
        summary.set(UploadsSummary.of(rows));
        title.set(UploadsSummary.title(rows));
    }
}
