package dev.blobdrop.core.identity;

import dev.blobdrop.core.problem.Problem;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The ways to sign in that `--credential` selects.
public enum CredentialKind {
    /// The order of the library's own DefaultAzureCredential, each credential observed.
    DEFAULT("default"),
    /// Only the federated token of a Kubernetes service account.
    WORKLOAD_IDENTITY("workload-identity"),
    ENVIRONMENT("environment"),
    MANAGED_IDENTITY("managed-identity"),
    AZURE_CLI("azure-cli"),
    AZURE_POWERSHELL("azure-powershell"),
    AZURE_DEVELOPER_CLI("azure-developer-cli"),
    BROWSER("browser"),
    DEVICE_CODE("device-code"),
    /// The Windows sign-in broker.
    BROKER("broker");

    private final String id;

    CredentialKind(String id) {
        this.id = id;
    }

    /// Whether a person has to sign in, in a window or with a code.
    public boolean asksPerson() {
        return this == BROWSER || this == DEVICE_CODE || this == BROKER;
    }

    /// Why this kind cannot work on this system; empty if it can.
    public Optional<String> obstacle() {
        return this == BROKER ? BrokerLibrary.obstacle() : Optional.empty();
    }

    /// The name on the command line.
    public String id() {
        return id;
    }

    /// @throws dev.blobdrop.core.problem.ProblemException for an unknown name; lists the known ones
    public static CredentialKind parse(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id.equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                                Problem.Kind.USAGE,
                                "bad-credential",
                                "Unknown credential: '" + id + "'",
                                "Use one of " + names() + ".")
                        .asException());
    }

    private static String names() {
        return Arrays.stream(values()).map(CredentialKind::id).collect(Collectors.joining(", "));
    }
}
