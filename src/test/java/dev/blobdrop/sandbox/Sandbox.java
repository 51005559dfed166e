package dev.blobdrop.sandbox;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/// A whole Azure on this machine, on loopback ports and in one directory that is gone afterwards.
///
/// `try (var azure = Sandbox.start()) { ... }`
public final class Sandbox implements AutoCloseable {
    private static final String ACCOUNT = "blobdropsandbox";
    private static final String CONTAINER = "workloadidentity";
    /// Generous for a busy machine; expected failures happen at once.
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration FRESH = Duration.ofMillis(500);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private String administrator = "";
    private long signed;
    private boolean closed;
    private final Thread hook = new Thread(this::closeParts, "sandbox-close");
    private final Path state;
    private final Path caFile;
    private final CertificateAuthority authority;
    private final IdentityProvider identities;
    private final FakeCluster cluster;
    private final Roles roles = new Roles();
    private final Azurite azurite;
    private final Gateway gateway;
    private final PlainBlobClient blobs;
    private final StandInAz az;
    private final NodeMetadata node;
    private final ProcessEnvironments environments;

    private Sandbox(SandboxOptions options) {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            var nodeRuntime = NodeRuntime.find(options.searchPath());
            var installation = AzuriteInstallation.ensure(options, nodeRuntime);
            state = createState(options.project().resolve("target/sandbox"));
            part(() -> Directories.delete(state));
            authority = CertificateAuthority.create("Blobdrop sandbox");
            caFile = authority.write(state.resolve("ca.pem"));
            var certificate = authority.issue(options.extraNames());
            azurite = part(new Azurite(
                    nodeRuntime,
                    installation,
                    Files.createDirectory(state.resolve("azurite")),
                    certificate,
                    ACCOUNT,
                    options.azuritePort()));
            HttpClient http = client();
            part(http::shutdownNow);
            identities = part(
                    new IdentityProvider(certificate, http, options.accessTokenLifetime(), options.identityPort()));
            cluster = part(new FakeCluster(
                    new ServiceAccount("uploads", "blobdrop"), state, certificate, options.clusterPort()));
            gateway = part(new Gateway(
                    ACCOUNT,
                    identities,
                    roles,
                    new Upstream(http, "https://127.0.0.1:" + azurite.port()),
                    certificate,
                    options.gatewayPort()));
            node = part(new NodeMetadata(identities));
            blobs = new PlainBlobClient(http, accountUrl(), this::administratorToken);
            az = StandInAz.write(state, identities.authorityHost(), caFile);
            environments = new ProcessEnvironments(
                    accountUrl(),
                    caFile,
                    identities,
                    cluster,
                    az.directory(),
                    Files.createDirectory(state.resolve("home")),
                    options.searchPath(),
                    Ports.available(0));
            azurite.awaitReady();
            reset();
        } catch (IOException e) {
            close();
            throw new SandboxException("The sandbox's directory failed: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    public static Sandbox start() {
        return start(SandboxOptions.defaults());
    }

    /// Fails with a [SandboxException] whose message is meant for the person who started it.
    public static Sandbox start(SandboxOptions options) {
        return new Sandbox(options);
    }

    /// The account's address, with the account as first segment of the path.
    public String accountUrl() {
        return "https://127.0.0.1:" + gateway.port() + "/" + ACCOUNT;
    }

    public String accountName() {
        return ACCOUNT;
    }

    public String container() {
        return CONTAINER;
    }

    /// The certificate that a client must trust, as PEM.
    public Path caFile() {
        return caFile;
    }

    public CertificateAuthority certificateAuthority() {
        return authority;
    }

    /// The directory that holds everything and that is deleted on close.
    public Path state() {
        return state;
    }

    public FakeCluster cluster() {
        return cluster;
    }

    public IdentityProvider identityProvider() {
        return identities;
    }

    public Roles roles() {
        return roles;
    }

    public Gateway gateway() {
        return gateway;
    }

    public Azurite azurite() {
        return azurite;
    }

    public PlainBlobClient blobs() {
        return blobs;
    }

    public StandInAz az() {
        return az;
    }

    /// What `AZURE_POD_IDENTITY_AUTHORITY_HOST` is on a node that has an identity of its own.
    public String nodeMetadata() {
        return node.address();
    }

    /// The whole environment of a process in the pod.
    public Map<String, String> podEnvironment() {
        return environments.pod();
    }

    /// The whole environment of a process on a laptop where `az` is signed in.
    public Map<String, String> laptopEnvironment() {
        return environments.laptop();
    }

    /// Restores what a fresh sandbox has: federated credential, roles, a good token, no faults, and
    /// one empty container.
    public void reset() {
        azurite.start();
        gateway.reset();
        roles.reset(CONTAINER);
        identities.reset();
        cluster.reachable(true);
        cluster.rotate();
        identities.addFederatedCredential(
                identities.clientId(),
                cluster.issuer(),
                cluster.serviceAccount().subject(),
                FakeCluster.AUDIENCE);
        az.mode(StandInAz.Mode.SIGNED_IN);
        blobs.containers().forEach(blobs::deleteContainer);
        blobs.createContainer(CONTAINER);
        gateway.reset();
    }

    /// The port of a server with another certificate, which ends with the sandbox.
    int serverWith(ServerCertificate certificate) {
        return part(StrangersServer.start(certificate)).port();
    }

    @Override
    public void close() {
        closeParts();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            return;
        }
    }

    /// A fresh one, or one of a moment ago if it still holds: to sign one takes longer than most
    /// requests do.
    private synchronized String administratorToken() {
        boolean isFresh = System.nanoTime() - signed < FRESH.toNanos();
        if (!isFresh || !(identities.verify(administrator, ACCOUNT) instanceof AccessTokens.Verdict.Accepted)) {
            administrator = identities
                    .accessTokens()
                    .forApplication(Identities.TENANT, Identities.ADMINISTRATOR, AccessTokens.STORAGE, "2");
            signed = System.nanoTime();
        }
        return administrator;
    }

    private HttpClient client() {
        return HttpClient.newBuilder()
                .sslContext(authority.clientContext())
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    private static Path createState(Path parent) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(parent), statePrefix())
                .toAbsolutePath();
    }

    /// How the directories of this process's sandboxes begin.
    static String statePrefix() {
        return ProcessHandle.current().pid() + "-";
    }

    /// Registers a started part, to be closed at the end.
    private synchronized <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        if (closed) {
            closeParts();
            throw new SandboxException("The sandbox was ended while it started.");
        }
        return part;
    }

    /// Ends what was started last first; one that fails does not keep the others running.
    private synchronized void closeParts() {
        closed = true;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("A part of the sandbox did not end cleanly: " + e.getMessage());
            }
        }
    }
}
