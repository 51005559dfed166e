package dev.blobdrop.gui.session;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.diagnosis.Finding;
import dev.blobdrop.core.diagnosis.Stage;
import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.ChainTrace.Effect;
import dev.blobdrop.core.identity.ChainTrace.HttpCall;
import dev.blobdrop.core.identity.ChainTrace.Link;
import dev.blobdrop.core.identity.ChainTrace.Outcome;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.AccountUrl;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Results of a developer's machine with the Azure CLI signed in, and of a pod without a federated
/// credential.
public final class FakeExaminer implements Examiner {
    /// The library's order on a desktop, up to the Azure CLI.
    public static final ChainTrace LAPTOP = new ChainTrace(
            CredentialKind.DEFAULT,
            List.of(
                    unavailable(
                            1,
                            "EnvironmentCredential",
                            "Environment",
                            1,
                            "AZURE_CLIENT_ID, AZURE_TENANT_ID and a secret or certificate" + " are not set"),
                    unavailable(
                            2,
                            "WorkloadIdentityCredential",
                            "Workload identity",
                            0,
                            "AZURE_FEDERATED_TOKEN_FILE is not set: this is no pod with" + " workload identity"),
                    unavailable(
                            3,
                            "ManagedIdentityCredential",
                            "Managed identity",
                            1012,
                            "nothing answers at the metadata endpoint: this is no machine in Azure"),
                    unavailable(4, "IntelliJCredential", "IntelliJ", 64, "IntelliJ is not signed in"),
                    unavailable(
                            5,
                            "VisualStudioCodeCredential",
                            "Visual Studio Code",
                            2,
                            "needs the sign-in broker, which is part of Windows"),
                    new Link(
                            6,
                            "AzureCliCredential",
                            "Azure CLI",
                            Outcome.WON,
                            Effect.ANSWERED,
                            Optional.of(Duration.ofMillis(420)),
                            "signed in as alice@contoso.example",
                            List.of()),
                    untried(7, "AzurePowerShellCredential", "Azure PowerShell"),
                    untried(8, "AzureDeveloperCliCredential", "Azure Developer CLI")),
            Optional.of(FakeConnector.ALICE),
            List.of());

    public static final Problem NO_FEDERATION = Problem.of(
                    Problem.Kind.IDENTITY_REFUSED,
                    "AADSTS700213",
                    "This identity has no federated credential for this service account",
                    "The token's subject is system:serviceaccount:uploads:blobdrop. The federated credential"
                            + " names a different namespace or service account.")
            .withRemedy("az identity federated-credential create --identity-name blobdrop -g"
                    + " rg --name uploads-blobdrop --subject"
                    + " 'system:serviceaccount:uploads:blobdrop'");

    /// The answer of Entra for another subject.
    public static final ChainTrace POD = new ChainTrace(
            CredentialKind.DEFAULT,
            List.of(
                    unavailable(1, "EnvironmentCredential", "Environment", 1, "no secret and no certificate is set"),
                    new Link(
                            2,
                            "WorkloadIdentityCredential",
                            "Workload identity",
                            Outcome.FAILED,
                            Effect.STOPPED_HERE,
                            Optional.of(Duration.ofMillis(231)),
                            "AADSTS700213: no federated credential of application"
                                    + " 22222222-2222-4222-8222-222222222222 matches the"
                                    + " token's subject",
                            List.of(new HttpCall(
                                    "POST",
                                    "login.microsoftonline.com",
                                    "/contoso.example/oauth2/v2.0/token",
                                    Optional.of(401),
                                    Duration.ofMillis(187)))),
                    untried(3, "ManagedIdentityCredential", "Managed identity")),
            Optional.empty(),
            List.of());

    /// The environments tried.
    public final List<Environment> pods = new CopyOnWriteArrayList<>();

    private final AtomicInteger interrupted = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /// Blocks every check after its first result.
    public void holdBack(CountDownLatch until) {
        gate = until;
    }

    private static Link unavailable(int order, String name, String title, int millis, String why) {
        return new Link(
                order,
                name,
                title,
                Outcome.UNAVAILABLE,
                Effect.MOVED_ON,
                Optional.of(Duration.ofMillis(millis)),
                why,
                List.of());
    }

    private static Link untried(int order, String name, String title) {
        return new Link(order, name, title, Outcome.NOT_TRIED, Effect.NOT_REACHED, Optional.empty(), "", List.of());
    }

    @Override
    public Tried survey(Optional<AccountUrl> account, ChainListener listener) {
        tell(LAPTOP, listener);
        return new Tried(LAPTOP, Optional.empty());
    }

    @Override
    public Tried asPod(Environment pod, ChainListener listener) {
        pods.add(pod);
        tell(POD, listener);
        return new Tried(POD, Optional.of(NO_FEDERATION));
    }

    private void tell(ChainTrace trace, ChainListener listener) {
        for (Link link : trace.links()) {
            listener.started(untried(link.order(), link.name(), link.title()));
            listener.finished(link);
            await();
        }
    }

    private void await() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            Thread.currentThread().interrupt();
        }
    }

    /// How many checks were cancelled while blocked.
    public int interrupted() {
        return interrupted.get();
    }

    /// A diagnosis without problems.
    @Override
    public Diagnosis diagnose(
            Optional<AccountUrl> account, String container, boolean write, Consumer<Finding> listener) {
        List<Finding> findings = Arrays.stream(Stage.values())
                .map(stage -> stage == Stage.WRITE && !write ? UNWRITTEN : passed(stage, container))
                .toList();
        for (Finding finding : findings) {
            listener.accept(finding);
            await();
        }
        return new Diagnosis(findings, Optional.empty(), List.of());
    }

    private static final Finding UNWRITTEN = new Finding(
            Stage.WRITE,
            Finding.Status.SKIPPED,
            "not tested: would write an empty blob and delete it again",
            List.of(),
            Optional.empty(),
            Optional.of(Finding.Skip.NEEDS_CONSENT));

    private static Finding passed(Stage stage, String container) {
        return new Finding(
                stage, Finding.Status.OK, "passed in " + container, List.of("seen at " + stage.id()), Optional.empty());
    }
}
