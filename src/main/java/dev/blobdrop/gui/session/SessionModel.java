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

/// Who we are and where uploads go.
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

    /// The containers that were opened last.
    private final Map<AccountUrl, String> opened = new HashMap<>();

    private Optional<Notice> fieldTrouble = Optional.empty();
    private Optional<Reported> reported = Optional.empty();
    private Optional<String> named = Optional.empty();
    private Optional<String> declined = Optional.empty();
    private boolean heldBack;
    private boolean containerGiven;
    private Optional<AccountUrl> lastAccount = Optional.empty();
    private boolean accepted;

    /// What a trouble was about: the same thing's next success takes it away.
    public enum Subject {
        DOWNLOAD,
        OPENING,
        DELETION,
        ACCESS,
        DIAGNOSIS,
        ANYTHING
    }

    private record Reported(Subject subject, Notice notice) {}

    /// One that forgets which way to sign in was chosen.
    public SessionModel(UiThreads threads, Connector connector, Environment environment) {
        this(threads, connector, environment, Pins.forgetful());
    }

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

    /// The questions whether a token may go to a host.
    public HostQuestions hosts() {
        return hosts;
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
    public Optional<String> signInMissing() {
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

    /// Takes the prefilled fields and signs in, without asking anybody; where the account's host is
    /// not trusted, not before somebody has said so.
    public void start() {
        heldBack = true;
        accept();
        beginSignIn();
    }

    private void beginSignIn() {
        if (heldBack && hosts.asked().get().isEmpty() && declined.isEmpty()) {
            heldBack = false;
            signIns.start();
        }
    }

    /// Takes what the fields say. The URL of a container or a blob names the container as well.
    /// Before an account counts whose host is not trusted, somebody is asked.
    public void accept() {
        declined = Optional.empty();
        take();
    }

    /// The same when the account field is left. What was declined is not asked again.
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

    /// @throws ProblemException also when the environment's trusted hosts cannot be read
    private AccountUrl trustedOrNot(String text) {
        AccountUrl url = parse(text);
        hosts.isTrusted(url);
        return url;
    }

    private void askFor(AccountUrl unknown) {
        String host = unknown.host();
        if (declined.equals(Optional.of(host))) {
            fieldTrouble = Optional.of(Notice.of(HostQuestions.declined(host)));
        } else if (!hosts.asked().get().equals(Optional.of(host))) {
            hosts.whenTrusted(unknown, this::take, problem -> {
                declined = Optional.of(host);
                named = Optional.empty();
                fieldTrouble = Optional.of(Notice.of(problem));
                say();
            });
        }
    }

    /// What the field says; a name that cannot be used leaves the one that is open.
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

    /// Tells which container was opened last in an account, so that it is opened again when the
    /// account is named again.
    ///
    /// @param endpoint one that cannot be read is left out
    public void remember(String endpoint, String name) {
        try {
            opened.put(AccountUrl.parse(endpoint), name);
        } catch (ProblemException e) {
            // Somebody has changed the settings by hand.
        }
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
        location.container().ifPresent(name -> {
            containerText.set(name);
            accountText.set(location.account().toString());
        });
        // Asked about the host, it comes here twice; the first time the field was shortened.
        named = location.blob().or(() -> named);
        return location.account();
    }

    /// Tries the last way to sign in once more; does nothing while one is being tried.
    public void signInAgain() {
        signIns.again();
    }

    private void say() {
        notice.set(reported.map(Reported::notice)
                .or(() -> fieldTrouble)
                .or(() -> signIns.notice().get()));
    }

    /// Shows a trouble that nothing else has handled, until the account or the container is another
    /// one, or somebody closes it.
    public void report(Problem problem) {
        report(Subject.ANYTHING, problem);
    }

    /// The same, and it goes with the next success too.
    public void report(Subject subject, Problem problem) {
        threads.check();
        reported = Optional.of(new Reported(subject, Notice.of(problem)));
        say();
    }

    /// Takes away what was reported about it.
    public void succeeded(Subject subject) {
        threads.check();
        if (reported.filter(told -> told.subject() == subject).isPresent()) {
            forgetReported();
        }
    }

    /// Takes the notice away; the fields keep what they say.
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

    /// Pulls the state of the sign-in.
    public void refresh() {
        signIns.refresh();
    }

    /// Gets the engine of an account in the background.
    public void engine(AccountUrl of, Consumer<TransferEngine> use, Consumer<Problem> failed) {
        hosts.whenTrusted(of, () -> threads.work(() -> connector.engine(of), use, failed), failed);
    }

    /// Asks an account something in the background.
    public <T> void ask(AccountUrl of, Function<BlobStore, T> question, Consumer<T> use, Consumer<Problem> failed) {
        hosts.whenTrusted(of, () -> threads.work(() -> question.apply(connector.store(of)), use, failed), failed);
    }

    public UiThreads threads() {
        return threads;
    }
}
