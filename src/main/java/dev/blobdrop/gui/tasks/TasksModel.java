package dev.blobdrop.gui.tasks;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.CountedBlobs;
import dev.blobdrop.core.transfer.DeletionRequest;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.session.SessionModel.Subject;
import dev.blobdrop.gui.transfers.row.Drop;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Downloads and deletions, the newest first. Its owner calls [#refresh] ten times a second.
public final class TasksModel {
    private final UiThreads threads;
    private final SessionModel session;
    private final Runnable changed;
    private final DownloadPlace place;
    private final ObservableList<BackgroundTask> tasks = FXCollections.observableArrayList();
    private final ObservableList<BackgroundTask> tasksToLookAt = FXCollections.unmodifiableObservableList(tasks);

    /// Countings under way, most of which end before anybody could read of them.
    private final Map<BackgroundTask, CountTask> counting = new LinkedHashMap<>();

    /// Blobs that somebody is asked about before they are deleted.
    public static final class Counted {
        private final AccountUrl account;
        private final DeletionRequest request;
        private final CountedBlobs blobs;

        private Counted(AccountUrl account, DeletionRequest request, CountedBlobs blobs) {
            this.account = account;
            this.request = request.only(blobs);
            this.blobs = blobs;
        }

        public int number() {
            return blobs.number();
        }

        /// The first names, within the account.
        public List<String> names(int most) {
            return blobs.names().stream()
                    .limit(most)
                    .map(name -> request.container() + "/" + name)
                    .toList();
        }
    }

    /// @param changed called when blobs are gone
    public TasksModel(UiThreads threads, SessionModel session, DownloadPlace place, Runnable changed) {
        this.place = place;
        this.threads = threads;
        this.session = session;
        this.changed = changed;
    }

    /// To be looked at only.
    public ObservableList<BackgroundTask> tasks() {
        return tasksToLookAt;
    }

    /// Where the next download goes, unless somebody wants it elsewhere.
    public Path folder() {
        return place.now();
    }

    /// Opens what a download has brought, in the desktop's own program.
    public void open(Path path) {
        threads.check();
        place.open(path, problem -> session.report(Subject.OPENING, problem));
    }

    /// How many would be stopped by closing the window.
    public long running() {
        return tasks.stream()
                .filter(task -> task.isRunning() && !counting.containsKey(task))
                .count();
    }

    /// Downloads blobs, and all that is in virtual folders, of the chosen container.
    ///
    /// @param policy what happens to files that are there already
    public void download(List<Entry> entries, Path folder, ConflictPolicy policy) {
        threads.check();
        place.choose(folder);
        target().ifPresent(target -> {
            DownloadRequest request = DownloadRequest.of(
                            target.container(),
                            entries.stream().map(Entry::name).toList(),
                            folder)
                    .exactly(exact(entries))
                    .ifExists(policy);
            session.engine(
                    target.account(),
                    engine -> begin(engine, request),
                    problem -> session.report(Subject.DOWNLOAD, problem));
        });
    }

    private void begin(TransferEngine engine, DownloadRequest request) {
        session.succeeded(Subject.DOWNLOAD);
        tasks.addFirst(new BackgroundTask(new DownloadTask(engine, request), task -> {}));
    }

    /// Finds out which blobs these are now, before somebody is asked whether to delete them. Gets a
    /// line, which can be cancelled, when it takes long.
    public void count(List<Entry> entries, Consumer<Counted> use) {
        threads.check();
        Consumer<Problem> failed = problem -> session.report(Subject.DELETION, problem);
        target().ifPresent(target -> {
            DeletionRequest request = request(target.container(), entries);
            session.engine(target.account(), engine -> count(engine, target.account(), request, use, failed), failed);
        });
    }

    /// Blobs whose names end with a slash, which are no folders.
    private static List<String> exact(List<Entry> entries) {
        return entries.stream()
                .filter(Entry.Blob.class::isInstance)
                .map(Entry::name)
                .filter(name -> name.endsWith("/"))
                .toList();
    }

    /// A folder's name and that of a blob may both end with a slash.
    private static DeletionRequest request(String container, List<Entry> entries) {
        Map<Boolean, List<String>> names = entries.stream()
                .collect(Collectors.partitioningBy(
                        Entry.Prefix.class::isInstance, Collectors.mapping(Entry::name, Collectors.toList())));
        return DeletionRequest.of(container, names.get(false), names.get(true)).exactly(true);
    }

    private void count(
            TransferEngine engine,
            AccountUrl account,
            DeletionRequest request,
            Consumer<Counted> use,
            Consumer<Problem> failed) {
        CountTask work = new CountTask(engine, request);
        counting.put(
                new BackgroundTask(work, task -> {
                    counting.remove(task);
                    tasks.remove(task);
                    if (work.problem().isPresent()) {
                        failed.accept(work.problem().get());
                    } else if (!work.isCancelled()) {
                        session.succeeded(Subject.DELETION);
                        use.accept(new Counted(account, request, work.blobs()));
                    }
                }),
                work);
    }

    /// Deletes them, each only if nobody has written it meanwhile.
    public void delete(Counted counted) {
        threads.check();
        session.engine(
                counted.account,
                engine -> tasks.addFirst(new BackgroundTask(
                        new DeleteTask(engine, counted.request, counted.number()), task -> changed.run())),
                problem -> session.report(Subject.DELETION, problem));
    }

    /// Takes the lines of all that have ended away.
    public void clear() {
        threads.check();
        tasks.removeIf(task -> !task.isRunning());
    }

    /// Takes the line of one that has ended away.
    public void dismiss(BackgroundTask task) {
        threads.check();
        tasks.removeIf(other -> other == task && !other.isRunning());
    }

    /// @param nanos a clock like [System#nanoTime]
    public void refresh(long nanos) {
        counting.forEach((task, work) -> {
            if (work.isLong() && !tasks.contains(task)) {
                tasks.addFirst(task);
            }
        });
        List.copyOf(counting.keySet()).forEach(BackgroundTask::refresh);
        List.copyOf(tasks).forEach(BackgroundTask::refresh);
        tasks.removeIf(task -> task.isOutdated(nanos));
    }

    /// Stops everything because the window is closing.
    public void close() {
        threads.check();
        counting.keySet().forEach(BackgroundTask::cancel);
        tasks.forEach(BackgroundTask::cancel);
    }

    private Optional<Drop.Place> target() {
        return session.account()
                .get()
                .flatMap(account -> session.container().get().map(name -> new Drop.Place(account, name)));
    }
}
