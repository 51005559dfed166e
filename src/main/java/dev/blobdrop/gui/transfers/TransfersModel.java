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

/// The drops: what failed first, then the newest first. Its owner calls [#refresh] ten times a
/// second.
public final class TransfersModel {
    /// More rows than that are not kept; the oldest that have ended go first.
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

    /// A model that remembers nothing after the window is closed.
    ///
    /// @param nanos a clock like [System#nanoTime]
    public TransfersModel(UiThreads threads, SessionModel session, LongSupplier nanos) {
        this(threads, session, nanos, Optional.empty());
    }

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

    /// To be looked at only.
    public ObservableList<TransferRow> rows() {
        return sorted;
    }

    /// What drops from now on do where a blob exists; [ConflictPolicy#FAIL] asks.
    public ObjectProperty<ConflictPolicy> ifExists() {
        return ifExists;
    }

    /// Bytes a second that uploads may take; 0 is no limit.
    public LongProperty bandwidth() {
        return bandwidth;
    }

    /// The command that does what the drop did without a window.
    public String command(TransferRow row) {
        return HeadlessCommand.of(row.drop(), bandwidth.get());
    }

    /// What is asked about names that are taken.
    public QuestionsModel questions() {
        return questions;
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

    /// The drop that has come to its end last.
    public ReadOnlyObjectProperty<Optional<TransferRow>> lastEnded() {
        return lastEnded.getReadOnlyProperty();
    }

    /// How many drops would be stopped by closing the window.
    public long unfinished() {
        return rows.stream().filter(TransferRow::isAtWork).count();
    }

    // ---- Commands ----

    /// Takes files and folders for the session's container and returns at once; they are looked at
    /// in the background.
    ///
    /// @param prefix put before every name: empty, or ending with a slash
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

    /// Which file a path from the toolkit stands for. One that fits none is kept: its row says that
    /// it cannot be read.
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

    /// Does one of the things that the row offers.
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

    public void cancel(TransferRow row) {
        act(row, RowAction.CANCEL);
    }

    public void pauseAll() {
        actOnAll(RowAction.PAUSE);
    }

    public void resumeAll() {
        actOnAll(RowAction.RESUME);
    }

    /// Tries all drops again that failed.
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

    /// Takes the rows out that have ended, except those that failed.
    public void clearFinished() {
        threads.check();
        rows.removeIf(row -> row.stage().isEnd() && row.stage() != RowStage.FAILED);
        refresh();
    }

    /// Takes a row out that has ended.
    public void remove(TransferRow row) {
        threads.check();
        rows.removeIf(other -> other == row && other.stage().isEnd());
        refresh();
    }

    /// Brings the rows of earlier sessions back, behind the window.
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

    /// Stops everything because the window is closing; what has not ended can be resumed by the
    /// next window.
    public void close() {
        threads.check();
        keeper.follow(rows);
        rows.forEach(TransferRow::abandon);
    }

    /// Waits until the history is written. Not for the window's thread.
    public void finish() {
        keeper.finish();
    }

    /// Does something in the window as soon as its present picture is drawn.
    public void soon(Runnable task) {
        threads.onceDrawn(task);
    }

    /// Starts what can start and pulls how far everything is.
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
        summary.set(DropsLine.of(rows));
        title.set(DropsLine.title(rows));
    }
}
