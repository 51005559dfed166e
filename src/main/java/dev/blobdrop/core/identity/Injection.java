package dev.blobdrop.core.identity;

import dev.blobdrop.core.config.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the webhook of workload identity did to this container: it sets variables and mounts the
/// token.
public final class Injection {
    /// The variable that names the token file.
    public static final String FILE = "AZURE_FEDERATED_TOKEN_FILE";

    /// The pod's label from the downward API, if the manifest passes it on.
    public static final String LABEL = "BLOBDROP_POD_LABEL_WORKLOAD_IDENTITY";

    /// Where the webhook mounts the token, newest version first.
    private static final List<String> MOUNTS = List.of("/var/run/secrets/azure/wi", "/var/run/secrets/azure/tokens");

    private static final String CLIENT = "AZURE_CLIENT_ID";
    private static final String TENANT = "AZURE_TENANT_ID";

    private Injection() {}

    /// The variables of workload identity that are not set.
    public static List<String> missing(CredentialPlan plan) {
        List<String> missing = new ArrayList<>();
        if (plan.effectiveClientId().isEmpty()) {
            missing.add(CLIENT);
        }
        if (plan.effectiveTenant().isEmpty()) {
            missing.add(TENANT);
        }
        if (plan.environment().get(FILE).isEmpty()) {
            missing.add(FILE);
        }
        return missing;
    }

    /// What the webhook did not do; empty if all variables are set.
    public static Optional<PodFault> notInjected(CredentialPlan plan) {
        List<String> missing = missing(plan);
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String seen = String.join(", ", missing) + (missing.size() == 1 ? " is" : " are") + " not set";
        if (missing.equals(List.of(CLIENT))) {
            return PodFault.of("no-client-id", seen);
        }
        if (missing.size() < 3 || isMounted(plan)) {
            return PodFault.of("container-skipped", seen);
        }
        return plan.environment().get(LABEL).filter("true"::equals).isPresent()
                ? PodFault.of("webhook-did-not-run", seen, "the pod's label is \"true\"")
                : PodFault.of("not-injected", seen, label(plan.environment()));
    }

    /// A replayed pod has another file system than this machine.
    private static boolean isMounted(CredentialPlan plan) {
        return !plan.environment().replayed() && MOUNTS.stream().anyMatch(mount -> Files.isDirectory(Path.of(mount)));
    }

    private static String label(Environment environment) {
        return environment.variables().containsKey(LABEL)
                ? "the pod's label azure.workload.identity/use is not \"true\""
                : "the pod does not say whether it has the label (" + LABEL + " is not set)";
    }
}
