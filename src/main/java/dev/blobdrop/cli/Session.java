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

/// The wiring of the command line, by hand and in one place: turns options and environment into a
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

    /// @throws dev.blobdrop.core.problem.ProblemException when an option is invalid
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
            output.note("The native TLS library cannot be loaded, so connections are slow. Faster:"
                    + " export BLOBDROP_JAVA_OPTS=-XX:TieredStopAtLevel=4");
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

    /// The account the user named. There is no default, so that nothing is sent to a stranger.
    AccountUrl account() {
        return accountGiven()
                .orElseThrow(() -> Problem.of(
                                Problem.Kind.USAGE,
                                "no-account",
                                "No storage account was given",
                                "Blobdrop has no default account.")
                        .withRemedy(
                                "--account-url" + " https://ACCOUNT.blob.core.windows.net",
                                "export STORAGE_ACCOUNT_URL=" + "https://ACCOUNT.blob.core.windows.net")
                        .asException());
    }

    /// @throws ProblemException also when the account's host must not get a token
    Optional<AccountUrl> accountGiven() {
        Optional<AccountUrl> account = accountText().map(AccountUrl::parse);
        account.ifPresent(known -> transport.hosts().check(known.host()));
        return account;
    }

    private Optional<String> accountText() {
        return options.accountUrl.or(() -> environment.get("STORAGE_ACCOUNT_URL"));
    }

    /// The identity provider of the account's cloud, unless the environment names one. An invalid
    /// account is reported where it is used.
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

    /// Opens a connection to the account in the background, while the sign-in runs.
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

    /// When the current access token expires.
    Optional<Instant> accessTokenEnds() {
        return chain.trace().identity().map(Identity::expiresOn);
    }

    /// When the projected service account token, as it is in its file now, expires.
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

    /// Signs in. With `--wait-for-identity`, waits for a new federated credential.
    Identity signIn() throws InterruptedException {
        return signIn(retry);
    }

    private Identity signIn(Retry patient) throws InterruptedException {
        Identity identity = withRetries(patient, () -> chain.signIn());
        signedIn = true;
        return identity;
    }

    CountDown countDown() {
        return countDown;
    }

    /// Makes a request, with retries where they help. Signs in first if needed: only a sign-in
    /// records which credentials were tried, and so what to do when none works. The sign-in has its
    /// own [Retry], because it does not count as the service's first answer, which gets little
    /// patience.
    <T> T request(Retry.Request<T> request) throws InterruptedException {
        signInFirst();
        return withRetries(retry, request);
    }

    /// Signs in if that has not happened yet. For commands whose next request does not go through
    /// [#request].
    void signInFirst() throws InterruptedException {
        if (!signedIn) {
            signIn(new Retry(patience, new CountDownLatch(1)));
        }
    }

    /// @return whether it was created; false if it existed before
    boolean createContainer(BlobStore store, String name) throws InterruptedException {
        try (countDown) {
            boolean created = ContainerCreation.create(store, name, retry, this::retrying);
            countDown.answered();
            return created;
        }
    }

    private <T> T withRetries(Retry patient, Retry.Request<T> request) throws InterruptedException {
        try (countDown) {
            T answer = patient.call(request, this::retrying);
            countDown.answered();
            return answer;
        }
    }

    /// Reports that a request will be retried.
    void retrying(Problem problem, Duration pause) {
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
