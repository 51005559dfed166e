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

    /// Counts under way; most end before they would be shown.
    private final Map<BackgroundTask, CountTask> counting = new LinkedHashMap<>();

    /// Blobs to be deleted once the user confirms.
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

        /// The first names, with their container.
        public List<String> names(int most) {
            return blobs.names().stream()
                    .limit(most)
                    .map(name -> request.container() + "/" + name)
                    .toList();
        }
    }

    /// @param changed called after blobs were deleted
    public TasksModel(UiThreads threads, SessionModel session, DownloadPlace place, Runnable changed) {
        this.place = place;
        this.threads = threads;
        this.session = session;
        this.changed = changed;
    }

    /// For reading only.
    public ObservableList<BackgroundTask> tasks() {
        return tasksToLookAt;
    }

    /// The default folder of the next download.
    public Path folder() {
        return place.now();
    }

    /// Opens a downloaded file or folder with the desktop's default program.
    public void open(Path path) {
        threads.check();
        place.open(path, problem -> session.report(Subject.OPENING, problem));
    }

    /// How many tasks closing the window would stop.
    public long running() {
        return tasks.stream()
                .filter(task -> task.isRunning() && !counting.containsKey(task))
                .count();
    }

    /// Downloads blobs and the contents of virtual folders in the open container.
    ///
    /// @param policy what to do with existing files
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

    /// Counts the blobs before asking whether to delete them. A long count gets a line, where it
    /// can be cancelled.
    public void count(List<Entry> entries, Consumer<Counted> use) {
        threads.check();
        Consumer<Problem> failed = problem -> session.report(Subject.DELETION, problem);
        target().ifPresent(target -> {
            DeletionRequest request = request(target.container(), entries);
            session.engine(target.account(), engine -> count(engine, target.account(), request, use, failed), failed);
        });
    }

    /// Blobs whose names end with a slash but are not folders.
    private static List<String> exact(List<Entry> entries) {
        return entries.stream()
                .filter(Entry.Blob.class::isInstance)
                .map(Entry::name)
                .filter(name -> name.endsWith("/"))
                .toList();
    }

    /// Keeps folders and blobs apart, because both names may end with a slash.
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

    /// Deletes the blobs, each only if it has not changed since the count.
    public void delete(Counted counted) {
        threads.check();
        session.engine(
                counted.account,
                engine -> tasks.addFirst(new BackgroundTask(
                        new DeleteTask(engine, counted.request, counted.number()), task -> changed.run())),
                problem -> session.report(Subject.DELETION, problem));
    }

    /// Removes the lines of all tasks that have ended.
    public void clear() {
        threads.check();
        tasks.removeIf(task -> !task.isRunning());
    }

    /// Removes the line of a task that has ended.
    public void dismiss(BackgroundTask task) {
        threads.check();
        tasks.removeIf(other -> other == task && !other.isRunning());
    }

    /// Pulls the state of all tasks.
    ///
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

    /// Stops all tasks because the window is closing.
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
