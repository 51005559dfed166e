package dev.blobdrop.gui.model;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.transfer.TransferEngine;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Who we are and where uploads go.
public final class SessionModel {
    static final String DEFAULT_CONTAINER = "workloadidentity";

    private final UiThreads threads;
    private final Connector connector;
    private final SignInModel signIns;
    private final ChainModel chain;

    private final StringProperty accountText;
    private final StringProperty containerText;
    private final ReadOnlyObjectWrapper<Optional<AccountUrl>> account =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> container =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> path =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Notice>> notice =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    private Optional<Notice> fieldTrouble = Optional.empty();
    private Optional<String> named = Optional.empty();

    /// One that forgets which way to sign in was chosen.
    public SessionModel(UiThreads threads, Connector connector, Environment environment) {
        this(threads, connector, environment, Pins.forgetful());
    }

    public SessionModel(
            UiThreads threads, Connector connector, Environment environment, Pins pins) {
        this.threads = threads;
        this.connector = connector;
        this.signIns = new SignInModel(threads, connector, pins, InstantSource.system());
        this.accountText =
                new SimpleStringProperty(environment.get("STORAGE_ACCOUNT_URL").orElse(""));
        this.containerText =
                new SimpleStringProperty(
                        environment.get("BLOBDROP_CONTAINER").orElse(DEFAULT_CONTAINER));
        account.subscribe(signIns::account);
        signIns.notice().subscribe(refusal -> say());
        this.chain = new ChainModel(threads, this, connector);
    }

    // ---- Properties ----

    /// What stands in the account field; it counts after [#accept].
    public StringProperty accountText() {
        return accountText;
    }

    public StringProperty containerText() {
        return containerText;
    }

    public ReadOnlyObjectProperty<Optional<AccountUrl>> account() {
        return account.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<String>> container() {
        return container.getReadOnlyProperty();
    }

    /// The blob or folder within the container that the account field named; empty when it named
    /// none.
    public ReadOnlyObjectProperty<Optional<String>> path() {
        return path.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<SignIn> signIn() {
        return signIns.state();
    }

    /// The ways to sign in.
    public SignInModel signIns() {
        return signIns;
    }

    /// Why it is this identity, and what it may do.
    public ChainModel chain() {
        return chain;
    }

    /// The credential chain, as far as it has come.
    public ReadOnlyObjectProperty<Optional<ChainTrace>> trace() {
        return signIns.trace();
    }

    /// What is wrong with the fields or the sign-in.
    public ReadOnlyObjectProperty<Optional<Notice>> notice() {
        return notice.getReadOnlyProperty();
    }

    /// What an upload has to wait for; empty when it can start.
    public Optional<String> missing() {
        if (account.get().isEmpty()) {
            return Optional.of(Texts.of("transfers.waiting.account"));
        }
        if (container.get().isEmpty()) {
            return Optional.of(Texts.of("transfers.waiting.container"));
        }
        return signInMissing();
    }

    /// What an upload into a known container has to wait for.
    Optional<String> signInMissing() {
        return signIns.state().get() instanceof SignIn.Done
                ? Optional.empty()
                : Optional.of(Texts.of("transfers.waiting.sign-in"));
    }

    /// What is wrong with a text for the account field; empty when it can be used, or is empty.
    public static Optional<String> accountTrouble(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            AccountUrl.parseLocation(text);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem().detail());
        }
    }

    // ---- Commands ----

    /// Takes the prefilled fields and signs in, without asking anybody.
    public void start() {
        accept();
        signIns.start();
    }

    /// Takes what the fields say. The URL of a container or a blob names the container as well.
    public void accept() {
        threads.check();
        fieldTrouble = Optional.empty();
        String text = accountText.get().strip();
        account.set(text.isEmpty() ? Optional.empty() : read(() -> parse(text)));
        container.set(read(() -> BlobPath.container(containerText.get().strip())));
        path.set(named);
        named = Optional.empty();
        say();
    }

    /// What a field says; empty, and a notice, when it cannot be used.
    private <T> Optional<T> read(Supplier<T> field) {
        try {
            return Optional.of(field.get());
        } catch (ProblemException e) {
            fieldTrouble = Optional.of(Notice.of(e.problem()));
            return Optional.empty();
        }
    }

    private AccountUrl parse(String text) {
        AccountUrl.Location location = AccountUrl.parseLocation(text);
        location.container()
                .ifPresent(
                        name -> {
                            containerText.set(name);
                            accountText.set(location.account().toString());
                        });
        named = location.blob();
        return location.account();
    }

    /// Tries the last way to sign in once more; does nothing while one is being tried.
    public void signInAgain() {
        signIns.again();
    }

    private void say() {
        notice.set(fieldTrouble.or(() -> signIns.notice().get()));
    }

    /// Shows a trouble that nothing else has handled.
    public void report(Problem problem) {
        threads.check();
        notice.set(Optional.of(Notice.of(problem)));
    }

    /// Pulls the course of the sign-in.
    public void refresh() {
        signIns.refresh();
    }

    /// Gets the engine of an account in the background.
    void engine(AccountUrl of, Consumer<TransferEngine> use, Consumer<Problem> failed) {
        threads.work(() -> connector.engine(of), use, failed);
    }

    /// Asks an account something in the background.
    <T> void ask(
            AccountUrl of,
            Function<BlobStore, T> question,
            Consumer<T> use,
            Consumer<Problem> failed) {
        threads.work(() -> question.apply(connector.store(of)), use, failed);
    }

    UiThreads threads() {
        return threads;
    }
}
