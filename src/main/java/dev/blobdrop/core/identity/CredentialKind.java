package dev.blobdrop.core.identity;

import dev.blobdrop.core.problem.Problem;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The ways to sign in that can be asked for by name.
public enum CredentialKind {
    /// The order of the library's own DefaultAzureCredential, each link observed.
    DEFAULT("default"),
    /// The federated token of a Kubernetes service account, and nothing else.
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

    /// Whether a person is asked, in a window or for a code.
    public boolean asksPerson() {
        return this == BROWSER || this == DEVICE_CODE || this == BROKER;
    }

    /// What keeps this way from working on this system; empty where it can.
    public Optional<String> obstacle() {
        return this == BROKER ? BrokerLibrary.obstacle() : Optional.empty();
    }

    /// The name on the command line.
    public String id() {
        return id;
    }

    /// @throws dev.blobdrop.core.problem.ProblemException for any other name, with the list
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
