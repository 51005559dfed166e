package dev.blobdrop.gui.session;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.UiThreads;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The account, the container and the sign-in of the window.
public final class SessionModel {
    public static final String DEFAULT_CONTAINER = "workloadidentity";

    private final UiThreads threads;
    private final Connector connector;
    private final SignInModel signIns;
    private final HostQuestions hosts;

    private final StringProperty accountText;
    private final StringProperty containerText;
    private final ReadOnlyObjectWrapper<Optional<AccountUrl>> account = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> container = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> path = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Notice>> notice = new ReadOnlyObjectWrapper<>(Optional.empty());

    /// The container opened last in each account.
    private final Map<AccountUrl, String> opened = new HashMap<>();

    private Optional<Notice> fieldTrouble = Optional.empty();
    private Optional<Reported> reported = Optional.empty();
    private Optional<String> named = Optional.empty();
    private Optional<String> declined = Optional.empty();
    private boolean heldBack;
    private boolean containerGiven;
    private Optional<AccountUrl> lastAccount = Optional.empty();
    private boolean accepted;

    /// What a problem was about: the next success of the same kind removes it.
    public enum Subject {
        DOWNLOAD,
        OPENING,
        DELETION,
        ACCESS,
        DIAGNOSIS,
        ANYTHING
    }

    private record Reported(Subject subject, Notice notice) {}

    /// A model that does not save sign-in choices.
    public SessionModel(UiThreads threads, Connector connector, Environment environment) {
        this(threads, connector, environment, Pins.forgetful());
    }

    /// Prefills the fields from the environment.
    public SessionModel(UiThreads threads, Connector connector, Environment environment, Pins pins) {
        this.threads = threads;
        this.connector = connector;
        this.signIns = new SignInModel(threads, connector, pins, InstantSource.system());
        this.hosts = new HostQuestions(threads, connector);
        this.accountText =
                new SimpleStringProperty(environment.get("STORAGE_ACCOUNT_URL").orElse(""));
        this.containerText =
                new SimpleStringProperty(environment.get("BLOBDROP_CONTAINER").orElse(DEFAULT_CONTAINER));
        account.subscribe(signIns::account);
        signIns.notice().subscribe(refusal -> say());
        account.subscribe((before, now) -> forgetReported());
        container.subscribe((before, now) -> forgetReported());
        signIns.state().subscribe((before, now) -> {
            if (now instanceof SignIn.Checking) {
                forgetReported();
            }
        });
    }

    // ---- Properties ----

    /// The text of the account field; applied by [#accept].
    public StringProperty accountText() {
        return accountText;
    }

    /// The text of the container field; applied by [#accept].
    public StringProperty containerText() {
        return containerText;
    }

    /// The account in use.
    public ReadOnlyObjectProperty<Optional<AccountUrl>> account() {
        return account.getReadOnlyProperty();
    }

    /// The container in use.
    public ReadOnlyObjectProperty<Optional<String>> container() {
        return container.getReadOnlyProperty();
    }

    /// The blob or folder in the URL of the account field; empty without one.
    public ReadOnlyObjectProperty<Optional<String>> path() {
        return path.getReadOnlyProperty();
    }

    /// The state of the sign-in.
    public ReadOnlyObjectProperty<SignIn> signIn() {
        return signIns.state();
    }

    /// The ways to sign in.
    public SignInModel signIns() {
        return signIns;
    }

    /// The questions whether a host may receive tokens.
    public HostQuestions hosts() {
        return hosts;
    }

    /// The credential chain, as far as known.
    public ReadOnlyObjectProperty<Optional<ChainTrace>> trace() {
        return signIns.trace();
    }

    /// The problem with the fields or the sign-in.
    public ReadOnlyObjectProperty<Optional<Notice>> notice() {
        return notice.getReadOnlyProperty();
    }

    /// What an upload is waiting for, in words; empty when it can start.
    public Optional<String> missing() {
        if (account.get().isEmpty()) {
            return Optional.of(Texts.of("transfers.waiting.account"));
        }
        if (container.get().isEmpty()) {
            return Optional.of(Texts.of("transfers.waiting.container"));
        }
        return signInMissing();
    }

    /// The same for an upload whose container is known.
    public Optional<String> signInMissing() {
        return signIns.state().get() instanceof SignIn.Done
                ? Optional.empty()
                : Optional.of(Texts.of("transfers.waiting.sign-in"));
    }

    /// Why a text for the account field is invalid; empty when it is valid or blank.
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

    /// Applies the prefilled fields and signs in without prompting; asks first if the account's
    /// host is not trusted.
    public void start() {
        heldBack = true;
        accept();
        beginSignIn();
    }

    private void beginSignIn() {
        if (heldBack && hosts.host().get().isEmpty() && declined.isEmpty()) {
            heldBack = false;
            signIns.start();
        }
    }

    /// Applies the fields. A container or blob URL also sets the container. Asks first if the
    /// account's host is not trusted.
    public void accept() {
        declined = Optional.empty();
        take();
    }

    /// The same when the account field loses the focus; does not ask again about a rejected host.
    public void left() {
        take();
    }

    private void take() {
        threads.check();
        fieldTrouble = Optional.empty();
        String text = accountText.get().strip();
        String before = containerText.get();
        Optional<AccountUrl> wanted = text.isEmpty() ? Optional.empty() : read(() -> trustedOrNot(text));
        Optional<AccountUrl> unknown = wanted.filter(url -> !hosts.isTrusted(url));
        containerGiven = containerGiven || !containerText.get().equals(before);
        if (unknown.isPresent()) {
            account.set(Optional.empty());
            container.set(readContainer());
            askFor(unknown.get());
        } else {
            go(wanted);
        }
        say();
    }

    private void go(Optional<AccountUrl> now) {
        if (!containerGiven) {
            now.filter(known -> accepted && !lastAccount.equals(Optional.of(known)))
                    .map(opened::get)
                    .ifPresent(containerText::set);
        }
        accepted = true;
        lastAccount = now.or(() -> lastAccount);
        account.set(now);
        container.set(readContainer());
        path.set(named);
        named = Optional.empty();
        declined = Optional.empty();
        containerGiven = false;
        beginSignIn();
    }

    /// @throws ProblemException also if the environment's trusted hosts are invalid
    private AccountUrl trustedOrNot(String text) {
        AccountUrl url = parse(text);
        hosts.isTrusted(url);
        return url;
    }

    private void askFor(AccountUrl unknown) {
        String host = unknown.host();
        if (declined.equals(Optional.of(host))) {
            fieldTrouble = Optional.of(Notice.of(HostQuestions.declined(host)));
        } else if (!hosts.host().get().equals(Optional.of(host))) {
            hosts.whenTrusted(unknown, this::take, problem -> {
                declined = Optional.of(host);
                named = Optional.empty();
                fieldTrouble = Optional.of(Notice.of(problem));
                say();
            });
        }
    }

    /// The container in the field; with an invalid name the open one stays.
    private Optional<String> readContainer() {
        Optional<String> wanted =
                read(() -> BlobPath.container(containerText.get().strip()));
        if (wanted.isEmpty()) {
            container.get().ifPresent(containerText::set);
        }
        Optional<String> now = wanted.or(container::get);
        account.get().ifPresent(known -> now.ifPresent(name -> opened.put(known, name)));
        return now;
    }

    /// Restores which container was opened last in an account, so that it opens again with the
    /// account.
    ///
    /// @param endpoint an invalid one is ignored
    public void remember(String endpoint, String name) {
        try {
            opened.put(AccountUrl.parse(endpoint), name);
        } catch (ProblemException e) {
            // The settings file was edited by hand.
        }
    }

    /// The value of a field; if it is invalid, empty with a notice.
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
        location.container().ifPresent(name -> {
            containerText.set(name);
            accountText.set(location.account().toString());
        });
        // After a question about the host this runs twice; the first run shortened the field.
        named = location.blob().or(() -> named);
        return location.account();
    }

    /// Repeats the last sign-in; does nothing while one is running.
    public void signInAgain() {
        signIns.again();
    }

    private void say() {
        notice.set(reported.map(Reported::notice)
                .or(() -> fieldTrouble)
                .or(() -> signIns.notice().get()));
    }

    /// Shows a problem until the account or the container changes, or the user closes it.
    public void report(Problem problem) {
        report(Subject.ANYTHING, problem);
    }

    /// The same, and the next success of that kind removes it too.
    public void report(Subject subject, Problem problem) {
        threads.check();
        reported = Optional.of(new Reported(subject, Notice.of(problem)));
        say();
    }

    /// Removes the problem reported about it.
    public void succeeded(Subject subject) {
        threads.check();
        if (reported.filter(told -> told.subject() == subject).isPresent()) {
            forgetReported();
        }
    }

    /// Closes the notice; the fields stay as they are.
    public void dismiss() {
        threads.check();
        fieldTrouble = Optional.empty();
        reported = Optional.empty();
        signIns.dismissNotice();
        say();
    }

    private void forgetReported() {
        reported = Optional.empty();
        say();
    }

    /// Pulls the state of the sign-in; call it ten times a second.
    public void refresh() {
        signIns.refresh();
    }

    /// Gets the engine of an account in the background and uses it on the window's thread.
    public void engine(AccountUrl of, Consumer<TransferEngine> use, Consumer<Problem> failed) {
        hosts.whenTrusted(of, () -> threads.work(() -> connector.engine(of), use, failed), failed);
    }

    /// Sends a request to an account in the background and uses the result on the window's thread.
    public <T> void ask(AccountUrl of, Function<BlobStore, T> question, Consumer<T> use, Consumer<Problem> failed) {
        hosts.whenTrusted(of, () -> threads.work(() -> question.apply(connector.store(of)), use, failed), failed);
    }

    /// The threads of the window.
    public UiThreads threads() {
        return threads;
    }
}
