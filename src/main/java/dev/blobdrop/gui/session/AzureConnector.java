package dev.blobdrop.gui.session;

import dev.blobdrop.core.config.Cloud;
import dev.blobdrop.core.config.ConnectionSettings;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.TrustedHosts;
import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.identity.SignInHost;
import dev.blobdrop.core.identity.chain.CredentialChain;
import dev.blobdrop.core.identity.chain.SignInSwitch;
import dev.blobdrop.core.identity.person.SignInMemory;
import dev.blobdrop.core.net.HttpTransport;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.azure.AzureBlobStore;
import dev.blobdrop.core.storage.azure.UnsignedReply;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

/// Wires the window to Azure, by hand in one place: a transport from the environment, a credential
/// chain for each sign-in attempt, a store and an engine for each account. All are built when first
/// needed, so that the window opens first.
public final class AzureConnector implements Connector {
    private final Environment environment;
    private final SignInSwitch signedIn = new SignInSwitch();
    private final Map<AccountUrl, BlobStore> stores = new HashMap<>();

    /// All stores still in use, including those of earlier connections.
    private final Set<AzureBlobStore> living = Collections.newSetFromMap(new WeakHashMap<>());

    private final Map<AccountUrl, TransferEngine> engines = new HashMap<>();
    private ConnectionSettings connection = ConnectionSettings.NONE;
    private long bandwidth;
    private Optional<HttpTransport> transport = Optional.empty();
    private Optional<TrustedHosts> hosts = Optional.empty();
    private Optional<ProblemException> badHosts = Optional.empty();
    private volatile Optional<CredentialChain> tried = Optional.empty();
    private int latest;
    private volatile SignInChoice choice = SignInChoice.AUTOMATIC;

    /// Builds nothing yet.
    public AzureConnector(Environment environment) {
        this.environment = environment;
        try {
            hosts = Optional.of(TrustedHosts.with(List.of(), environment));
        } catch (ProblemException e) {
            badHosts = Optional.of(e);
        }
    }

    @Override
    public Identity signIn(int attempt, SignInChoice wanted, Cloud cloud, SignInHost host) {
        CredentialChain chain = CredentialChain.of(plan(wanted, cloud, host), ChainListener.NONE);
        begin(attempt, chain);
        try {
            Identity who = chain.signIn();
            use(chain, wanted);
            return who;
        } finally {
            forgetUnless(chain);
        }
    }

    private synchronized void begin(int attempt, CredentialChain chain) {
        if (takesOver(attempt)) {
            tried = Optional.of(chain);
        }
    }

    /// Threads started in order need not arrive in order.
    private boolean takesOver(int attempt) {
        latest = Math.max(latest, attempt);
        return latest == attempt;
    }

    private synchronized CredentialPlan plan(SignInChoice wanted, Cloud cloud, SignInHost host) {
        return usual(wanted).plan(connection.in(environment), cloud, transport(), host);
    }

    /// Adds the default tenant to a choice that names none.
    private synchronized SignInChoice usual(SignInChoice wanted) {
        return new SignInChoice(wanted.kind(), wanted.tenant().or(connection::tenant));
    }

    private synchronized void use(CredentialChain chain, SignInChoice wanted) {
        if (isLast(chain)) {
            signedIn.use(chain);
            choice = wanted;
            living.forEach(AzureBlobStore::forgetToken);
        }
    }

    /// Keeps the trace of a failed attempt only while there is no better one.
    private synchronized void forgetUnless(CredentialChain chain) {
        if (isLast(chain) && signedIn.chain().isPresent()) {
            tried = Optional.empty();
        }
    }

    private boolean isLast(CredentialChain chain) {
        return tried.filter(last -> last == chain).isPresent();
    }

    @Override
    public void signOut(int attempt) {
        synchronized (this) {
            if (takesOver(attempt)) {
                signedIn.signOut();
                living.forEach(AzureBlobStore::forgetToken);
                tried = Optional.empty();
            }
        }
        SignInMemory memory = SignInMemory.of(environment);
        try {
            memory.forget();
        } catch (IOException e) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "cannot-forget",
                            "Can't remove the saved sign-in",
                            "You have no permission to delete " + memory.file() + ".")
                    .asException(e);
        }
    }

    @Override
    public synchronized void show(Optional<AccountUrl> account) {
        signedIn.show(account.map(this::signInAccount));
    }

    private SignInSwitch.Account signInAccount(AccountUrl account) {
        Cloud cloud = account.cloud().orElse(Cloud.PUBLIC);
        return new SignInSwitch.Account(account.toString(), SignInChoice.authority(environment, cloud));
    }

    @Override
    public Optional<ChainTrace> trace() {
        return tried.or(signedIn::chain).map(CredentialChain::trace);
    }

    @Override
    public TrustedHosts hosts() {
        return hosts.orElseThrow(badHosts::orElseThrow);
    }

    @Override
    public void check(AccountUrl account) {
        UnsignedReply.at(account, transport()).checkIsStorage();
    }

    @Override
    public Examiner examiner() {
        return new AzureExaminer(this::reached, this::transport, () -> usual(choice), this::chain);
    }

    private Optional<CredentialChain> chain(Optional<AccountUrl> account) {
        return account.isPresent() ? account.map(this::signInAccount).flatMap(signedIn::chain) : signedIn.chain();
    }

    @Override
    public synchronized BlobStore store(AccountUrl account) {
        return stores.computeIfAbsent(account, this::connect);
    }

    private AzureBlobStore connect(AccountUrl account) {
        SignInSwitch.Account known = signInAccount(account);
        AzureBlobStore store =
                new AzureBlobStore(account, signedIn.credential(known), transport(), () -> signedIn.facts(known));
        living.add(store);
        return store;
    }

    @Override
    public synchronized TransferEngine engine(AccountUrl account) {
        return engines.computeIfAbsent(
                account,
                known -> new TransferEngine(
                        store(known), EngineSettings.standard().withBandwidth(bandwidth)));
    }

    @Override
    public synchronized void bandwidth(long bytesPerSecond) {
        bandwidth = bytesPerSecond;
        engines.values().forEach(engine -> engine.bandwidth(bytesPerSecond));
    }

    @Override
    public synchronized void connection(ConnectionSettings settings) {
        if (!settings.equals(connection)) {
            connection = settings;
            transport = Optional.empty();
            stores.clear();
            engines.clear();
        }
    }

    private synchronized Environment reached() {
        return connection.in(environment);
    }

    private synchronized HttpTransport transport() {
        if (transport.isEmpty()) {
            transport = Optional.of(transport(reached(), hosts()));
        }
        return transport.orElseThrow();
    }

    private static HttpTransport transport(Environment environment, TrustedHosts hosts) {
        return HttpTransport.create(environment.get("BLOBDROP_CA_FILE").map(Path::of), environment, hosts);
    }

    /// Checks whether the settings are usable, without contacting a service.
    ///
    /// @throws ProblemException if they are not
    static void check(ConnectionSettings settings) {
        Environment alone = settings.in(Environment.EMPTY);
        new SignInChoice(CredentialKind.DEFAULT, settings.tenant())
                .plan(alone, Cloud.PUBLIC, transport(alone, TrustedHosts.with(List.of())), SignInHost.NON_INTERACTIVE);
    }
}
