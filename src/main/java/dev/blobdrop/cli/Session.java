package dev.blobdrop.cli;

import dev.blobdrop.cli.options.ConnectionOptions;
import dev.blobdrop.cli.options.OptionValues;
import dev.blobdrop.cli.output.CountDown;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.core.config.Cloud;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.TrustedHosts;
import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.FederatedToken;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.identity.chain.CredentialChain;
import dev.blobdrop.core.net.HttpTransport;
import dev.blobdrop.core.net.NativeTls;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.azure.AzureBlobStore;
import dev.blobdrop.core.transfer.engine.ContainerCreation;
import dev.blobdrop.core.transfer.flow.Patience;
import dev.blobdrop.core.transfer.flow.Retry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// The wiring of the command line, by hand and in one place: options and environment become a
/// transport, a credential chain and a store.
final class Session {
    private static final String DEFAULT_CONTAINER = "workloadidentity";

    private final ConnectionOptions options;
    private final Environment environment;
    private final Output output;
    private final HttpTransport transport;
    private final CredentialPlan plan;
    private final CredentialChain chain;
    private final Patience patience;
    private final Retry retry;
    private final CountDown countDown;
    private boolean signedIn;

    /// @throws dev.blobdrop.core.problem.ProblemException when an option cannot be used
    Session(ConnectionOptions options, Environment environment, Output output) {
        this(options, environment, output, ChainListener.NONE);
    }

    Session(ConnectionOptions options, Environment environment, Output output, ChainListener listener) {
        this.options = options;
        this.environment = environment;
        this.output = output;
        this.patience = patience(options);
        this.retry = new Retry(patience, new CountDownLatch(1));
        this.countDown = new CountDown(output, patience);
        Optional<Path> caFile =
                options.caFile.or(() -> environment.get("BLOBDROP_CA_FILE").map(Path::of));
        this.transport = HttpTransport.create(caFile, environment, TrustedHosts.with(options.trustHosts, environment));
        if (NativeTls.isMissedBadly()) {
            output.note("Cannot load the native TLS library, so connections are slow. To speed them up: export"
                    + " BLOBDROP_JAVA_OPTS=-XX:TieredStopAtLevel=4");
        }
        this.plan = new CredentialPlan(
                CredentialKind.parse(options.credential),
                options.tenant,
                options.clientId,
                options.authorityHost.or(this::authorityOfAccount),
                environment,
                transport,
                new TerminalSignIn(output),
                programLimit(options, environment));
        this.chain = CredentialChain.of(plan, listener);
    }

    private static Optional<Duration> programLimit(ConnectionOptions options, Environment environment) {
        String variable = "BLOBDROP_CREDENTIAL_TIMEOUT";
        return options.credentialTimeout
                .map(text -> OptionValues.duration("--credential-timeout", text))
                .or(() -> environment.get(variable).map(text -> OptionValues.duration(variable, text)));
    }

    Environment environment() {
        return environment;
    }

    /// The account asked for; there is no default, so that nothing is sent to a stranger.
    AccountUrl account() {
        return accountGiven()
                .orElseThrow(() -> Problem.of(
                                Problem.Kind.USAGE,
                                "no-account",
                                "No storage account given",
                                "Blobdrop has no default account.")
                        .withRemedy(
                                "--account-url" + " https://ACCOUNT.blob.core.windows.net",
                                "export STORAGE_ACCOUNT_URL=" + "https://ACCOUNT.blob.core.windows.net")
                        .asException());
    }

    /// @throws ProblemException also when the account's host may not get a token
    Optional<AccountUrl> accountGiven() {
        Optional<AccountUrl> account = accountText().map(AccountUrl::parse);
        account.ifPresent(known -> transport.hosts().check(known.host()));
        return account;
    }

    private Optional<String> accountText() {
        return options.accountUrl.or(() -> environment.get("STORAGE_ACCOUNT_URL"));
    }

    /// The identity provider of the account's cloud, unless the environment names one. What is
    /// wrong with the account is said where it is used.
    private Optional<String> authorityOfAccount() {
        if (environment.get("AZURE_AUTHORITY_HOST").isPresent()) {
            return Optional.empty();
        }
        try {
            return accountText()
                    .map(AccountUrl::parse)
                    .flatMap(AccountUrl::cloud)
                    .map(Cloud::authorityHost);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    String container() {
        return BlobPath.container(options.container
                .or(() -> environment.get("BLOBDROP_CONTAINER"))
                .orElse(DEFAULT_CONTAINER));
    }

    /// It is connected to while the sign-in is under way.
    BlobStore store() {
        AccountUrl account = account();
        transport.prepare(account.endpoint());
        return new AzureBlobStore(account, chain.credential(), transport, chain::facts);
    }

    CredentialPlan plan() {
        return plan;
    }

    ChainTrace trace() {
        return chain.trace();
    }

    /// When the present access token ends.
    Optional<Instant> accessTokenEnds() {
        return chain.trace().identity().map(Identity::expiresOn);
    }

    /// When the projected service account token ends, as it lies there now.
    Optional<Instant> serviceAccountTokenEnds() {
        try {
            return FederatedToken.path(plan).isPresent()
                    ? FederatedToken.read(plan).expiresOn()
                    : Optional.empty();
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    Patience patience() {
        return patience;
    }

    /// Signs in, waiting for a new federated credential if that was asked for.
    Identity signIn() throws InterruptedException {
        return signIn(retry);
    }

    private Identity signIn(Retry patiently) throws InterruptedException {
        Identity identity = retried(patiently, attempt -> chain.signIn());
        signedIn = true;
        return identity;
    }

    CountDown countDown() {
        return countDown;
    }

    /// Makes a request, and makes it again where that helps. Signs in before the first one: only a
    /// sign-in knows which credentials were asked, and so what helps when none of them answers. It
    /// is no answer of the service, for whose first one nobody waits long.
    <T> T ask(Retry.Request<T> request) throws InterruptedException {
        signInFirst();
        return retried(retry, request);
    }

    /// Signs in, if that has not been done. To be called where the request that comes next is not
    /// made by [#ask].
    void signInFirst() throws InterruptedException {
        if (!signedIn) {
            signIn(new Retry(patience, new CountDownLatch(1)));
        }
    }

    /// @return whether it was created; else it was there before
    boolean createContainer(BlobStore store, String name) throws InterruptedException {
        try (countDown) {
            boolean created = ContainerCreation.create(store, name, retry, this::pausing);
            countDown.answered();
            return created;
        }
    }

    private <T> T retried(Retry patiently, Retry.Request<T> request) throws InterruptedException {
        try (countDown) {
            T answer = patiently.call(request, this::pausing);
            countDown.answered();
            return answer;
        }
    }

    /// Tells that something is tried again.
    void pausing(Problem problem, Duration pause) {
        if (countDown.left(problem).isPositive()) {
            countDown.waiting(problem);
        } else {
            output.note(CountDown.retrying(problem, pause));
        }
    }

    static Patience patience(ConnectionOptions options) {
        return new Patience(
                Patience.STANDARD.firstAnswer(),
                Patience.STANDARD.withoutProgress(),
                options.waitForIdentity
                        .map(text -> OptionValues.duration("--wait-for-identity", text))
                        .orElse(Duration.ZERO),
                options.waitForAccess
                        .map(text -> OptionValues.duration("--wait-for-access", text))
                        .orElse(Duration.ZERO));
    }
}
