package dev.blobdrop.gui.session;

import dev.blobdrop.core.config.Cloud;
import dev.blobdrop.core.config.ConnectionSettings;
import dev.blobdrop.core.config.TrustedHosts;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.identity.PendingSignIn;
import dev.blobdrop.core.identity.SignInHost;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// An Azure that is made of memory: Alice is signed in by the Azure CLI, unless a test says
/// otherwise.
public final class FakeConnector implements Connector {
    public static final Identity ALICE = new Identity(
            "AzureCliCredential",
            Optional.of("alice@contoso.example"),
            Optional.empty(),
            Optional.of("44444444-4444-4444-8444-444444444444"),
            Optional.of("11111111-1111-4111-8111-111111111111"),
            false,
            Instant.parse("2026-01-01T12:00:00Z"));

    private static final Instant WRITTEN = Instant.parse("2026-01-01T09:12:00Z");

    private final Map<AccountUrl, InMemoryBlobStore> stores = new ConcurrentHashMap<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Optional<Problem> refusal = Optional.empty();
    private volatile Optional<ChainTrace> trace = Optional.empty();
    private volatile Optional<Examiner> examiner = Optional.empty();
    private final List<SignInChoice> tried = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Identity> person = new CompletableFuture<>();
    private final List<TransferEngine> engines = new CopyOnWriteArrayList<>();
    private final TrustedHosts hosts = TrustedHosts.with(List.of());
    private final List<String> lookedAt = new CopyOnWriteArrayList<>();
    private final List<Cloud> clouds = new CopyOnWriteArrayList<>();
    private volatile Optional<Problem> noStorage = Optional.empty();
    private final AtomicInteger latest = new AtomicInteger();
    private volatile long bandwidth;
    private volatile ConnectionSettings connection = ConnectionSettings.NONE;
    private volatile Optional<AccountUrl> shown = Optional.empty();
    private volatile boolean remembers = true;
    private volatile ChainTrace onSuccess = trace(true);

    /// Holds every sign-in until the latch is counted down.
    public void holdBack(CountDownLatch until) {
        gate = until;
    }

    public void refuse(Problem problem) {
        refusal = Optional.of(problem);
    }

    public void welcome() {
        refusal = Optional.empty();
    }

    public InMemoryBlobStore store(String account) {
        return store(AccountUrl.parse(account));
    }

    /// What a person enters or clicks in the end; until then a sign-in by one waits.
    public CompletableFuture<Identity> person() {
        return person;
    }

    /// The choices that were tried, in this order.
    public List<SignInChoice> tried() {
        return List.copyOf(tried);
    }

    /// Whether this run's tokens are kept.
    public void remember(boolean kept) {
        remembers = kept;
    }

    /// Says that hosts are no storage services from now on.
    public void noStorage(Problem problem) {
        noStorage = Optional.of(problem);
    }

    /// The hosts that were looked at without a token.
    public List<String> lookedAt() {
        return List.copyOf(lookedAt);
    }

    /// The clouds that were signed in to, in this order.
    public List<Cloud> clouds() {
        return List.copyOf(clouds);
    }

    @Override
    public TrustedHosts hosts() {
        return hosts;
    }

    @Override
    public void look(AccountUrl account) {
        lookedAt.add(account.host());
        noStorage.ifPresent(problem -> {
            throw problem.asException();
        });
    }

    @Override
    public Identity signIn(int attempt, SignInChoice choice, Cloud cloud, SignInHost host) {
        latest.accumulateAndGet(attempt, Math::max);
        tried.add(choice);
        clouds.add(cloud);
        if (choice.kind().asksPerson()) {
            return asked(attempt, choice, host);
        }
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        came(attempt, refusal.isEmpty() ? onSuccess : trace(false));
        refusal.ifPresent(problem -> {
            throw problem.asException();
        });
        return ALICE;
    }

    /// The course of the last try is the one that is shown.
    private void came(int attempt, ChainTrace status) {
        if (attempt == latest.get()) {
            trace = Optional.of(status);
        }
    }

    private Identity asked(int attempt, SignInChoice choice, SignInHost host) {
        if (!host.mayAsk()) {
            throw Problem.of(Problem.Kind.NO_IDENTITY, "sign-in-needed", "Nobody yet", "None.")
                    .asException();
        }
        PendingSignIn pending = new PendingSignIn(Duration.ofSeconds(120));
        if (choice.kind() == CredentialKind.DEVICE_CODE) {
            host.showDeviceCode("ABCD-EFGH", "https://login.example/device", pending);
        } else {
            host.browserOpens(URI.create("https://login.example/authorize"), pending);
        }
        try {
            while (!person.isDone() && !pending.isCancelled()) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        host.finished();
        if (!person.isDone()) {
            throw Problem.of(Problem.Kind.NO_IDENTITY, "sign-in-cancelled", "Cancelled", "By you.")
                    .asException();
        }
        Identity who = person.join();
        if (!remembers) {
            host.notRemembered("no keyring");
        }
        came(attempt, trace(who, choice));
        return who;
    }

    private static ChainTrace trace(Identity who, SignInChoice choice) {
        return new ChainTrace(
                choice.kind(),
                List.of(new ChainTrace.Link(
                        1,
                        "InteractiveBrowserCredential",
                        choice.title(),
                        ChainTrace.Outcome.WON,
                        ChainTrace.Effect.ANSWERED,
                        Optional.of(Duration.ofSeconds(9)),
                        "signed in as " + who.name(),
                        List.of())),
                Optional.of(who),
                List.of());
    }

    /// The account that the window shows.
    public Optional<AccountUrl> shown() {
        return shown;
    }

    @Override
    public void show(Optional<AccountUrl> account) {
        shown = account;
    }

    @Override
    public void signOut(int attempt) {
        latest.accumulateAndGet(attempt, Math::max);
        trace = Optional.empty();
    }

    /// What the chain says when it signs in.
    public void traceOnSuccess(ChainTrace other) {
        onSuccess = other;
    }

    /// What the chain says from now on.
    public void show(ChainTrace other) {
        trace = Optional.of(other);
    }

    /// Whose answers the questions get.
    public void examiner(Examiner other) {
        examiner = Optional.of(other);
    }

    @Override
    public Examiner examiner() {
        return examiner.orElseThrow();
    }

    private static ChainTrace trace(boolean won) {
        return new ChainTrace(
                CredentialKind.DEFAULT,
                List.of(
                        new ChainTrace.Link(
                                1,
                                "EnvironmentCredential",
                                "Environment",
                                ChainTrace.Outcome.UNAVAILABLE,
                                ChainTrace.Effect.MOVED_ON,
                                Optional.of(Duration.ofMillis(1)),
                                "AZURE_CLIENT_ID is not set",
                                List.of()),
                        new ChainTrace.Link(
                                2,
                                "AzureCliCredential",
                                "Azure CLI",
                                won ? ChainTrace.Outcome.WON : ChainTrace.Outcome.FAILED,
                                won ? ChainTrace.Effect.ANSWERED : ChainTrace.Effect.STOPPED_HERE,
                                Optional.of(Duration.ofMillis(420)),
                                won ? "signed in as alice@contoso.example" : "az is not signed in",
                                List.of())),
                won ? Optional.of(ALICE) : Optional.empty(),
                List.of());
    }

    @Override
    public Optional<ChainTrace> trace() {
        return trace;
    }

    @Override
    public InMemoryBlobStore store(AccountUrl account) {
        return stores.computeIfAbsent(account, FakeConnector::newStore);
    }

    private static InMemoryBlobStore newStore(AccountUrl account) {
        return new InMemoryBlobStore(account, "workloadidentity", Clock.fixed(WRITTEN, ZoneOffset.UTC));
    }

    @Override
    public TransferEngine engine(AccountUrl account) {
        TransferEngine engine =
                new TransferEngine(store(account), EngineSettings.standard().withBandwidth(bandwidth));
        engines.add(engine);
        return engine;
    }

    @Override
    public void bandwidth(long bytesPerSecond) {
        bandwidth = bytesPerSecond;
        engines.forEach(engine -> engine.bandwidth(bytesPerSecond));
    }

    @Override
    public void connection(ConnectionSettings settings) {
        connection = settings;
    }

    /// How services are reached.
    public ConnectionSettings connection() {
        return connection;
    }

    /// The limit that was set last.
    public long bandwidth() {
        return bandwidth;
    }
}
