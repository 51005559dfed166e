package dev.blobdrop.gui.explorer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.storage.Page;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.Connector;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.session.SignIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The contents of one virtual folder of the open container. Rows load page by page; at most
/// [#MOST_ROWS] are kept, however many blobs there are.
public final class ExplorerModel {
    /// A small first page, because the service needs longer for longer pages.
    static final int FIRST_ROWS = 500;

    static final int MORE_ROWS = 5_000;

    /// The most rows kept; further rows replace them.
    public static final int MOST_ROWS = 50_000;

    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final UiThreads threads;
    private final SessionModel session;
    private final Connector connector;
    private final ReadOnlyStringWrapper prefix = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper filter = new ReadOnlyStringWrapper("");
    private final ObservableList<Entry> rows = FXCollections.observableArrayList();
    private final ObservableList<Entry> rowsToLookAt = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyIntegerWrapper before = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper full = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper outdated = new ReadOnlyBooleanWrapper();
    private final Pages pages;
    private final SortedRows sorted;

    private Optional<String> lastFolder = Optional.empty();
    private Optional<Place> listed = Optional.empty();
    private int folders;
    private boolean dropRows;
    private boolean changed;
    private long refreshedAt;

    private record Place(AccountUrl account, String container, String prefix, String filter) {}

    /// Follows the account, container and sign-in of the session.
    public ExplorerModel(UiThreads threads, SessionModel session, Connector connector) {
        this.threads = threads;
        this.session = session;
        this.connector = connector;
        this.pages = new Pages(threads, this::take);
        this.sorted = new SortedRows(threads, rowsToLookAt);
        session.account().subscribe((old, account) -> leave());
        session.container().subscribe((old, container) -> leave());
        session.signIn().subscribe((old, state) -> follow(false));
        session.path().subscribe((old, path) -> path.ifPresent(this::openPath));
    }

    // ---- Properties ----

    /// The virtual folder: empty for the container itself, or ending with a slash.
    public ReadOnlyStringProperty prefix() {
        return prefix.getReadOnlyProperty();
    }

    /// The prefix of the names shown in the folder; empty for all.
    public ReadOnlyStringProperty filter() {
        return filter.getReadOnlyProperty();
    }

    /// Folders first, in the service's order; for reading only.
    public ObservableList<Entry> rows() {
        return rowsToLookAt;
    }

    /// The rows in the order chosen by the user.
    public SortedRows sorted() {
        return sorted;
    }

    /// The state of the listing.
    public ReadOnlyObjectProperty<ListingState> listing() {
        return pages.state();
    }

    /// Whether there are more rows to load.
    public ReadOnlyBooleanProperty more() {
        return pages.more();
    }

    /// Whether a page is loading.
    public ReadOnlyBooleanProperty busy() {
        return pages.busy();
    }

    /// Why the next rows could not be loaded.
    public ReadOnlyObjectProperty<Optional<Problem>> trouble() {
        return pages.trouble();
    }

    /// How many rows before the shown ones were dropped.
    public ReadOnlyIntegerProperty before() {
        return before.getReadOnlyProperty();
    }

    /// Whether [#MOST_ROWS] are shown, so that further rows replace them.
    public ReadOnlyBooleanProperty full() {
        return full.getReadOnlyProperty();
    }

    /// Whether a long listing does not show recent uploads yet.
    public ReadOnlyBooleanProperty outdated() {
        return outdated.getReadOnlyProperty();
    }

    /// The open folder in the form that [#startAt] takes; empty without an account or a container.
    public Optional<String> address() {
        return home().map(home -> home + prefix.get());
    }

    private Optional<String> home() {
        return session.account()
                .get()
                .flatMap(account -> session.container().get().map(name -> account + "/" + name + "/"));
    }

    // ---- Commands ----

    /// Restores the last folder, if its container is the first one opened.
    public void startAt(String address) {
        threads.check();
        lastFolder = Optional.of(address);
    }

    /// Opens a virtual folder of the container.
    ///
    /// @param folder empty, or ending with a slash
    public void open(String folder) {
        threads.check();
        filter.set("");
        prefix.set(folder);
        follow(false);
    }

    /// Goes one folder up; does nothing at the top.
    public void up() {
        String now = prefix.get();
        if (!now.isEmpty()) {
            open(now.substring(0, now.lastIndexOf('/', now.length() - 2) + 1));
        }
    }

    /// Opens a path: `container/folder/`, or the URL of an account, container or blob.
    public void goTo(String path) {
        threads.check();
        String text = path.strip();
        if (text.contains("://")) {
            session.accountText().set(text);
            session.accept();
            return;
        }
        String inside = text.replaceFirst("^/+", "");
        int slash = inside.indexOf('/');
        String container = slash < 0 ? inside : inside.substring(0, slash);
        String folder = slash < 0 ? "" : inside.substring(slash + 1);
        session.containerText().set(container);
        session.accept();
        open(folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/");
    }

    /// Shows only names with this prefix; the service filters.
    public void filter(String begin) {
        threads.check();
        if (!begin.equals(filter.get())) {
            filter.set(begin);
            follow(false);
        }
    }

    /// Loads the same number of rows again and keeps the old ones until they arrive.
    public void refresh() {
        threads.check();
        follow(true);
    }

    /// Loads the next rows, unless they are loading already or [#full] is true.
    public void loadMore() {
        threads.check();
        if (!full.get()) {
            pages.fetchMore();
        }
    }

    /// Drops the shown rows and loads those after them.
    public void goOn() {
        threads.check();
        dropRows = true;
        pages.fetchMore();
    }

    /// Tells that something was uploaded; the folder is refreshed soon.
    public void uploaded() {
        threads.check();
        changed = true;
    }

    /// Refreshes the folder if that is due; call it a few times a second.
    ///
    /// @param nanos a clock like [System#nanoTime]
    public void refreshIfChanged(long nanos) {
        if (!changed || pages.busy().get() || nanos - refreshedAt < PAUSE_NANOS) {
            return;
        }
        changed = false;
        refreshedAt = nanos;
        if (rows.size() > MORE_ROWS || before.get() > 0) {
            outdated.set(true);
        } else {
            refresh();
        }
    }

    /// Reads all properties of a blob.
    public void properties(Entry.Blob blob, Consumer<BlobProperties> found, Consumer<Problem> failed) {
        threads.check();
        Place now = listed.orElseThrow();
        threads.work(
                () -> connector.store(now.account()).find(new BlobPath(now.container(), blob.name())),
                properties -> properties.ifPresent(found),
                failed);
    }

    /// The path of an entry in the account: `container/folder/name`.
    public String path(Entry entry) {
        return session.container().get().orElse("") + "/" + entry.name();
    }

    /// The URL of an entry.
    public String url(Entry entry) {
        return session.account().get().map(AccountUrl::toString).orElse("")
                + BlobPath.urlPath(session.container().get().orElse(""), entry.name());
    }

    private void openPath(String path) {
        int slash = path.lastIndexOf('/');
        open(path.substring(0, slash + 1));
    }

    private void leave() {
        Optional<String> home = home();
        prefix.set(home.flatMap(begin ->
                        lastFolder.filter(last -> last.startsWith(begin)).map(last -> last.substring(begin.length())))
                .orElse(""));
        if (home.isPresent()) {
            lastFolder = Optional.empty();
        }
        filter.set("");
        follow(false);
    }

    private Optional<Place> place() {
        boolean signedIn = session.signIn().get() instanceof SignIn.Done;
        return session.account()
                .get()
                .filter(account -> signedIn)
                .flatMap(account ->
                        session.container().get().map(name -> new Place(account, name, prefix.get(), filter.get())));
    }

    private void follow(boolean again) {
        Optional<Place> wanted = place();
        if (!again && wanted.isPresent() && wanted.equals(listed)) {
            return;
        }
        listed = wanted;
        outdated.set(false);
        if (wanted.isEmpty()) {
            forget();
            pages.stop();
            return;
        }
        if (!again) {
            forget();
        }
        Place now = wanted.get();
        int least = rows.size();
        pages.start(from -> from.isEmpty() ? first(now, least) : page(now, from, MORE_ROWS), again);
    }

    /// The first page, or as many rows as before in one.
    private Page<Entry> first(Place place, int least) {
        if (least <= FIRST_ROWS) {
            return page(place, Optional.empty(), FIRST_ROWS);
        }
        Page<Entry> page = page(place, Optional.empty(), MORE_ROWS);
        List<Entry> items = new ArrayList<>(page.items());
        while (items.size() < least && page.next().isPresent()) {
            page = page(place, page.next(), MORE_ROWS);
            items.addAll(page.items());
        }
        return new Page<>(items, page.next());
    }

    private Page<Entry> page(Place place, Optional<String> from, int most) {
        return connector.store(place.account()).folder(place.container(), place.prefix() + place.filter(), from, most);
    }

    private void forget() {
        rows.clear();
        folders = 0;
        before.set(0);
        full.set(false);
        dropRows = false;
    }

    private void take(List<Entry> items, boolean first) {
        if (first) {
            dropRows = false;
            before.set(0);
        } else if (dropRows) {
            before.set(before.get() + rows.size());
            first = true;
            dropRows = false;
        }
        List<Entry> found =
                items.stream().filter(item -> item instanceof Entry.Prefix).toList();
        List<Entry> blobs = items.stream()
                .filter(item -> item instanceof Entry.Blob)
                .filter(item -> !item.name().equals(prefix.get()))
                .toList();
        if (first) {
            rows.setAll(Stream.concat(found.stream(), blobs.stream()).toList());
            folders = found.size();
        } else {
            rows.addAll(folders, found);
            folders += found.size();
            rows.addAll(blobs);
        }
        full.set(rows.size() >= MOST_ROWS);
    }
}
