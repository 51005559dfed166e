package dev.blobdrop.gui.model;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.storage.FoundBlob;
import dev.blobdrop.core.storage.Page;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.gui.model.DeleteWork.Doomed;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Downloads and deletions, the newest first. Its owner calls [#refresh] ten times a second.
public final class ErrandsModel {
    private final UiThreads threads;
    private final SessionModel session;
    private final Runnable changed;
    private final ObservableList<Errand> errands = FXCollections.observableArrayList();
    private final ObservableList<Errand> errandsToLookAt =
            FXCollections.unmodifiableObservableList(errands);

    private Optional<Path> lastFolder = Optional.empty();

    /// Blobs that somebody is asked about before they are deleted.
    public static final class Counted {
        private final AccountUrl account;
        private final List<Doomed> blobs;

        private Counted(AccountUrl account, List<Doomed> blobs) {
            this.account = account;
            this.blobs = List.copyOf(blobs);
        }

        public int number() {
            return blobs.size();
        }

        /// The first names, within the account.
        public List<String> names(int most) {
            return blobs.stream()
                    .limit(most)
                    .map(blob -> blob.path().container() + "/" + blob.path().name())
                    .toList();
        }
    }

    /// @param changed called when blobs are gone
    public ErrandsModel(UiThreads threads, SessionModel session, Runnable changed) {
        this.threads = threads;
        this.session = session;
        this.changed = changed;
    }

    /// To be looked at only.
    public ObservableList<Errand> errands() {
        return errandsToLookAt;
    }

    /// Where the last download of this window went.
    public Optional<Path> lastFolder() {
        return lastFolder;
    }

    /// How many would be stopped by closing the window.
    public long running() {
        return errands.stream().filter(Errand::isRunning).count();
    }

    /// Downloads blobs, and all that is in virtual folders, of the chosen container.
    ///
    /// @param policy what happens to files that are there already
    public void download(List<Entry> entries, Path folder, ConflictPolicy policy) {
        threads.check();
        lastFolder = Optional.of(folder);
        place().ifPresent(
                        place -> {
                            DownloadRequest request =
                                    DownloadRequest.of(
                                                    place.container(),
                                                    entries.stream().map(Entry::name).toList(),
                                                    folder)
                                            .ifExists(policy);
                            session.engine(
                                    place.account(),
                                    engine -> add(new Errand(new DownloadWork(engine, request))),
                                    session::report);
                        });
    }

    /// Finds out which blobs these are now, before somebody is asked whether to delete them.
    public void count(List<Entry> entries, Consumer<Counted> use, Consumer<Problem> failed) {
        threads.check();
        place().ifPresent(
                        place ->
                                session.ask(
                                        place.account(),
                                        store ->
                                                new Counted(
                                                        place.account(),
                                                        find(store, place.container(), entries)),
                                        use,
                                        failed));
    }

    private static List<Doomed> find(BlobStore store, String container, List<Entry> entries) {
        List<Doomed> found = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Prefix folder) {
                below(store, container, folder.name(), found);
            } else {
                BlobPath path = new BlobPath(container, entry.name());
                store.find(path).ifPresent(blob -> found.add(new Doomed(path, blob.etag())));
            }
        }
        return found;
    }

    private static void below(
            BlobStore store, String container, String prefix, List<Doomed> found) {
        Optional<String> from = Optional.empty();
        do {
            Page<FoundBlob> page = store.below(container, prefix, from);
            page.items().stream()
                    .filter(blob -> !blob.isFolder())
                    .map(
                            blob ->
                                    new Doomed(
                                            new BlobPath(container, blob.name()),
                                            blob.properties().etag()))
                    .forEach(found::add);
            from = page.next();
        } while (from.isPresent());
    }

    /// Deletes them, each only if nobody has written it meanwhile.
    public void delete(Counted counted) {
        threads.check();
        DeleteWork work = new DeleteWork(counted.blobs);
        add(new Errand(work));
        session.ask(
                counted.account,
                store -> {
                    work.run(store);
                    return true;
                },
                done -> changed.run(),
                session::report);
    }

    private void add(Errand errand) {
        errands.addFirst(errand);
    }

    /// Takes the line of one that has ended away.
    public void dismiss(Errand errand) {
        threads.check();
        errands.removeIf(other -> other == errand && !other.isRunning());
    }

    public void refresh() {
        errands.forEach(Errand::refresh);
    }

    /// Stops everything because the window is closing.
    public void close() {
        threads.check();
        errands.forEach(Errand::cancel);
    }

    private Optional<Drop.Place> place() {
        return session.account()
                .get()
                .flatMap(
                        account ->
                                session.container()
                                        .get()
                                        .map(name -> new Drop.Place(account, name)));
    }
}
