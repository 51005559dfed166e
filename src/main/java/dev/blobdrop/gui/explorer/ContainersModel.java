package dev.blobdrop.gui.explorer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.transfer.engine.ContainerCreation;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.Connector;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.session.SignIn;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The containers of the account, a hundred at a time. Being denied the list is normal: a role on
/// one container does not cover the account.
public final class ContainersModel {
    /// The number of containers per page.
    public static final int ROWS = 100;

    private final UiThreads threads;
    private final SessionModel session;
    private final Connector connector;
    private final ObservableList<String> names = FXCollections.observableArrayList();
    private final ObservableList<String> namesToLookAt = FXCollections.unmodifiableObservableList(names);
    private final Pages pages;

    private String prefix = "";

    /// Follows the account and the sign-in of the session.
    public ContainersModel(UiThreads threads, SessionModel session, Connector connector) {
        this.threads = threads;
        this.session = session;
        this.connector = connector;
        this.pages = new Pages(threads, this::take);
        session.account().subscribe((before, account) -> restart());
        session.signIn().subscribe((before, state) -> restart());
    }

    // ---- Properties ----

    /// For reading only.
    public ObservableList<String> names() {
        return namesToLookAt;
    }

    /// The state of the list.
    public ReadOnlyObjectProperty<ListingState> listing() {
        return pages.state();
    }

    /// Whether there are more containers to load.
    public ReadOnlyBooleanProperty more() {
        return pages.more();
    }

    /// Whether a page is loading.
    public ReadOnlyBooleanProperty busy() {
        return pages.busy();
    }

    /// Why a name for a new container is invalid; empty when it is valid.
    public static Optional<Problem> trouble(String name) {
        try {
            BlobPath.container(name);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    // ---- Commands ----

    /// Shows only names with this prefix; the service filters.
    public void filter(String begin) {
        threads.check();
        if (!begin.equals(prefix)) {
            prefix = begin;
            restart();
        }
    }

    /// Loads the list again.
    public void refresh() {
        threads.check();
        list(true);
    }

    /// Loads the next page.
    public void loadMore() {
        threads.check();
        pages.fetchMore();
    }

    /// Opens a container, listed or not.
    public void open(String name) {
        threads.check();
        session.containerText().set(name);
        session.accept();
    }

    /// Creates a private container and opens it.
    ///
    /// @param done called once it exists
    /// @param failed called with the reason if it could not be created
    public void create(String name, Runnable done, Consumer<Problem> failed) {
        threads.check();
        AccountUrl account = session.account().get().orElseThrow();
        threads.work(
                () -> ContainerCreation.create(connector.store(account), name),
                fresh -> {
                    refresh();
                    open(name);
                    done.run();
                },
                failed);
    }

    private void restart() {
        list(false);
    }

    private void list(boolean quiet) {
        Optional<AccountUrl> account = session.account().get();
        if (account.isEmpty() || !(session.signIn().get() instanceof SignIn.Done)) {
            pages.stop();
            names.clear();
            return;
        }
        AccountUrl now = account.get();
        String begin = prefix;
        if (!quiet) {
            names.clear();
        }
        pages.start(from -> connector.store(now).containers(begin, from, ROWS), quiet);
    }

    private void take(List<Entry> items, boolean first) {
        List<String> found = items.stream().map(Entry::name).toList();
        if (first) {
            names.setAll(found);
        } else {
            names.addAll(found);
        }
    }
}
