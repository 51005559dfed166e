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

/// The containers of the account, a hundred at a time. Not being allowed to list them is normal: a
/// role on one container does not reach the account.
public final class ContainersModel {
    /// How many rows come at once.
    public static final int ROWS = 100;

    private final UiThreads threads;
    private final SessionModel session;
    private final Connector connector;
    private final ObservableList<String> names = FXCollections.observableArrayList();
    private final ObservableList<String> namesToLookAt = FXCollections.unmodifiableObservableList(names);
    private final Pages pages;

    private String prefix = "";

    public ContainersModel(UiThreads threads, SessionModel session, Connector connector) {
        this.threads = threads;
        this.session = session;
        this.connector = connector;
        this.pages = new Pages(threads, this::take);
        session.account().subscribe((before, account) -> restart());
        session.signIn().subscribe((before, state) -> restart());
    }

    // ---- Properties ----

    /// To be looked at only.
    public ObservableList<String> names() {
        return namesToLookAt;
    }

    public ReadOnlyObjectProperty<ListingState> listing() {
        return pages.state();
    }

    /// Whether there are more than those that came.
    public ReadOnlyBooleanProperty more() {
        return pages.more();
    }

    public ReadOnlyBooleanProperty busy() {
        return pages.busy();
    }

    /// What is wrong with a name for a new container; empty when nothing is.
    public static Optional<Problem> trouble(String name) {
        try {
            BlobPath.container(name);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    // ---- Commands ----

    /// Shows only names that begin with this; the service looks for them.
    public void filter(String begin) {
        threads.check();
        if (!begin.equals(prefix)) {
            prefix = begin;
            restart();
        }
    }

    public void refresh() {
        threads.check();
        list(true);
    }

    public void loadMore() {
        threads.check();
        pages.fetchMore();
    }

    /// Chooses a container, whether it is listed or not.
    public void open(String name) {
        threads.check();
        session.containerText().set(name);
        session.accept();
    }

    /// Creates a private container and opens it.
    ///
    /// @param done told once it is there
    /// @param failed told why it is not
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
