package dev.blobdrop.gui.session;

import dev.blobdrop.core.config.Cloud;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.identity.PendingSignIn;
import dev.blobdrop.core.identity.SignInHost;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.UiThreads;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The sign-in of the window: the identity, the choice in use, and the prompt to the user.
///
/// It never prompts without a click: at the start and when the account changes, it only tries
/// credentials that need no prompt. A choice takes effect, and is pinned to the account, once it
/// has worked; until then the present identity stays.
public final class SignInModel {
    /// Not shown as a problem: nothing is broken, and there is a button to sign in.
    private static final Set<String> CALM = Set.of("sign-in-needed", "sign-in-cancelled");

    private final UiThreads threads;
    private final Connector connector;
    private final Pins pins;
    private final InstantSource clock;
    private Supplier<OptionalLong> windowHandle = OptionalLong::empty;

    private final ReadOnlyObjectWrapper<SignIn> state = new ReadOnlyObjectWrapper<>(new SignIn.NotBegun());
    private final ReadOnlyObjectWrapper<SignInChoice> choice = new ReadOnlyObjectWrapper<>(SignInChoice.AUTOMATIC);
    private final ReadOnlyObjectWrapper<Optional<PromptState>> prompt = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Duration>> left = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ChainTrace>> trace = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Notice>> notice = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> remark = new ReadOnlyObjectWrapper<>(Optional.empty());

    private Optional<AccountUrl> account = Optional.empty();
    private SignIn before = state.get();
    private SignInChoice tried = SignInChoice.AUTOMATIC;
    private Cloud askedCloud = Cloud.PUBLIC;
    private Cloud cloudInUse = Cloud.PUBLIC;
    private int attempts;

    SignInModel(UiThreads threads, Connector connector, Pins pins, InstantSource clock) {
        this.threads = threads;
        this.connector = connector;
        this.pins = pins;
        this.clock = clock;
    }

    // ---- Properties ----

    /// The state of the sign-in.
    public ReadOnlyObjectProperty<SignIn> state() {
        return state.getReadOnlyProperty();
    }

    /// The choice in use.
    public ReadOnlyObjectProperty<SignInChoice> choice() {
        return choice.getReadOnlyProperty();
    }

    /// The prompt that the user has to answer.
    public ReadOnlyObjectProperty<Optional<PromptState>> prompt() {
        return prompt.getReadOnlyProperty();
    }

    /// The time left to answer, in whole seconds.
    public ReadOnlyObjectProperty<Optional<Duration>> left() {
        return left.getReadOnlyProperty();
    }

    /// The credential chain, as far as known.
    public ReadOnlyObjectProperty<Optional<ChainTrace>> trace() {
        return trace.getReadOnlyProperty();
    }

    /// Why the last attempt failed.
    public ReadOnlyObjectProperty<Optional<Notice>> notice() {
        return notice.getReadOnlyProperty();
    }

    /// A short remark on the sign-in, such as that it will not be saved.
    public ReadOnlyObjectProperty<Optional<String>> remark() {
        return remark.getReadOnlyProperty();
    }

    // ---- Commands ----

    /// Sets the source of the window's native handle, for the Windows broker; called at each
    /// sign-in.
    public void windowHandle(Supplier<OptionalLong> source) {
        windowHandle = source;
    }

    /// Follows a change of the account: tries its own choice without prompting, if it differs from
    /// the one in use.
    void account(Optional<AccountUrl> now) {
        if (now.equals(account)) {
            return;
        }
        account = now;
        connector.show(now);
        SignInChoice pinned = pinned();
        boolean checking = state.get() instanceof SignIn.Checking;
        SignInChoice counts = checking ? tried : choice.get();
        boolean other = !pinned.equals(counts) || cloud() != askedCloud;
        if (isBegun() && now.isPresent() && other) {
            cancel();
            attempt(pinned, Optional.empty());
        }
    }

    /// Whether a sign-in was attempted since the start or the last sign-out.
    boolean isBegun() {
        return !(state.get() instanceof SignIn.NotBegun);
    }

    private Cloud cloud() {
        return account.flatMap(AccountUrl::cloud).orElse(Cloud.PUBLIC);
    }

    private SignInChoice pinned() {
        return account.flatMap(pins::of).orElse(SignInChoice.AUTOMATIC);
    }

    /// The first attempt of this window, without prompting.
    void start() {
        attempt(pinned(), Optional.empty());
    }

    /// Signs in again without prompting after the connection settings changed, if there was a
    /// sign-in. The present identity stays if that fails.
    void renew() {
        if (!(state.get() instanceof SignIn.NotBegun)) {
            attempt(tried, Optional.empty());
        }
    }

    /// Signs in with the user's choice; may prompt.
    public void signIn(SignInChoice wanted) {
        threads.check();
        cancel();
        attempt(wanted, Optional.of(new Host(attempts + 1, handle(wanted))));
    }

    private OptionalLong handle(SignInChoice wanted) {
        return wanted.kind() == CredentialKind.BROKER ? windowHandle.get() : OptionalLong.empty();
    }

    /// Repeats the last attempt. Does nothing while one is running.
    public void again() {
        threads.check();
        if (!(state.get() instanceof SignIn.Checking)) {
            signIn(tried);
        }
    }

    /// The choice that [#again] would use.
    public SignInChoice tried() {
        return tried;
    }

    /// Stops an interactive sign-in; a later answer from the browser is ignored.
    public void cancel() {
        threads.check();
        prompt.get().ifPresent(person -> person.pending().cancel());
    }

    /// Deletes Blobdrop's own sign-in. Other programs, such as the Azure CLI, stay signed in.
    public void signOut() {
        threads.check();
        cancel();
        int now = ++attempts;
        threads.work(
                () -> {
                    connector.signOut(now);
                    return true;
                },
                done -> out(now, Optional.empty()),
                problem -> out(now, Optional.of(Notice.of(problem))));
    }

    /// Closes the notice about the last attempt.
    void dismissNotice() {
        notice.set(Optional.empty());
    }

    private void out(int attempt, Optional<Notice> trouble) {
        if (attempt == attempts) {
            remark.set(Optional.of(Texts.of("chain.signed-out")));
            trace.set(Optional.empty());
            notice.set(trouble);
            state.set(new SignIn.NotBegun());
        }
    }

    private void attempt(SignInChoice wanted, Optional<Host> person) {
        threads.check();
        int now = ++attempts;
        before = state.get() instanceof SignIn.Checking ? before : state.get();
        tried = wanted;
        Cloud cloud = cloud();
        askedCloud = cloud;
        notice.set(Optional.empty());
        remark.set(Optional.empty());
        nobodyAsked();
        state.set(new SignIn.Checking());
        SignInHost host = person.map(SignInHost.class::cast).orElse(SignInHost.NON_INTERACTIVE);
        threads.work(
                () -> connector.signIn(now, wanted, cloud, host),
                identity -> {
                    person.ifPresent(Host::close);
                    signedIn(now, wanted, identity);
                },
                problem -> {
                    person.ifPresent(Host::close);
                    refused(now, problem);
                });
    }

    private void signedIn(int attempt, SignInChoice wanted, Identity identity) {
        if (attempt != attempts) {
            return;
        }
        choice.set(wanted);
        cloudInUse = askedCloud;
        account.ifPresent(known -> pin(known, wanted));
        pull();
        String credential = trace.get()
                .flatMap(ChainTrace::winner)
                .map(ChainTrace.Link::title)
                .orElse(identity.credential());
        state.set(new SignIn.Done(identity, credential));
    }

    private void pin(AccountUrl known, SignInChoice wanted) {
        if (!pins.of(known).orElse(SignInChoice.AUTOMATIC).equals(wanted)) {
            pins.pin(known, wanted);
        }
    }

    private void refused(int attempt, Problem problem) {
        if (attempt != attempts) {
            return;
        }
        boolean stays = before instanceof SignIn.Done && cloudInUse == askedCloud;
        state.set(stays ? before : new SignIn.Refused(problem));
        if (!CALM.contains(problem.code())) {
            notice.set(Optional.of(Notice.of(problem)));
        }
        pull();
    }

    /// Pulls the state of the chain and the countdown.
    void refresh() {
        threads.check();
        pull();
        left.set(prompt.get().map(person -> whole(person.pending().left())));
        if (state.get() instanceof SignIn.Done(Identity first, String credential)) {
            trace.get()
                    .filter(now -> now.winner().isEmpty())
                    .flatMap(ChainTrace::identity)
                    .filter(who -> who.expiresOn().isBefore(clock.instant()))
                    .ifPresent(who -> state.set(new SignIn.Expired(who, credential)));
        }
    }

    private void nobodyAsked() {
        prompt.set(Optional.empty());
        left.set(Optional.empty());
    }

    private static Duration whole(Duration time) {
        return Duration.ofSeconds(time.plusMillis(999).toSeconds());
    }

    private void pull() {
        Optional<ChainTrace> now = connector.trace();
        if (!now.equals(trace.get())) {
            trace.set(now);
        }
    }

    /// The window's side of one attempt. Afterwards its credential may no longer prompt: a sign-in
    /// that expires during an upload is shown, not renewed by a sudden window.
    private final class Host implements SignInHost {
        private final int attempt;
        private final OptionalLong handle;
        private volatile boolean over;

        Host(int attempt, OptionalLong handle) {
            this.attempt = attempt;
            this.handle = handle;
        }

        /// Ends the permission to prompt.
        void close() {
            over = true;
        }

        @Override
        public boolean mayAsk() {
            return !over;
        }

        @Override
        public void browserOpens(URI page, PendingSignIn pending) {
            show(new PromptState.InBrowser(page, pending));
        }

        @Override
        public void showDeviceCode(String userCode, String page, PendingSignIn pending) {
            show(new PromptState.ForCode(userCode, page, pending));
        }

        private void show(PromptState person) {
            threads.inWindow(() -> {
                if (attempt == attempts) {
                    prompt.set(Optional.of(person));
                    refresh();
                } else {
                    person.pending().cancel();
                }
            });
        }

        @Override
        public void finished() {
            inThisTry(SignInModel.this::nobodyAsked);
        }

        private void inThisTry(Runnable task) {
            threads.inWindow(() -> {
                if (attempt == attempts) {
                    task.run();
                }
            });
        }

        @Override
        public void notRemembered(String why) {
            inThisTry(() -> remark.set(Optional.of(Texts.of("chain.not-remembered", why))));
        }

        @Override
        public OptionalLong windowHandle() {
            return handle;
        }
    }
}
