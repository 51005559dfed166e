package dev.blobdrop.core.config;

import dev.blobdrop.core.problem.Secrets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The environment variables of a run: the process's own, or a prepared set.
///
/// @param variables by name
/// @param replayed whether they are a pod's, used on another machine. Then nothing of this machine
///     counts: no program on its path, no sign-in in its home folder, no metadata endpoint.
public record Environment(Map<String, String> variables, boolean replayed) {
    /// Variables of any program that contain a secret.
    private static final Pattern SECRET =
            Pattern.compile("(?i)(?:SECRET|PASSWORD|PASSWD|IDENTITY_HEADER|ACCESS_KEY|ACCOUNT_KEY|API_KEY"
                    + "|STORAGE_KEY|SAS_TOKEN|CONNECTION_STRING|(?<!POD_)(?<!_ID_)TOKEN)$");

    /// An environment without variables.
    public static final Environment EMPTY = new Environment(Map.of());

    public Environment {
        variables = Map.copyOf(variables);
        variables.forEach((name, value) -> {
            if (SECRET.matcher(name).find()) {
                Secrets.know(value);
            }
        });
    }

    /// Variables of this machine.
    public Environment(Map<String, String> variables) {
        this(variables, false);
    }

    /// The variables of this process.
    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /// The variables of a pod, used on another machine.
    public static Environment ofPod(Map<String, String> variables) {
        return new Environment(variables, true);
    }

    /// The value of a variable. A blank one counts as not set, because older workload identity
    /// webhooks inject empty values.
    public Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /// Whether this runs inside a Kubernetes cluster, or replays a pod of one. Only the presence of
    /// the variable counts: its value differs from cluster to cluster.
    public boolean inKubernetes() {
        return replayed || get("KUBERNETES_SERVICE_HOST").isPresent();
    }
}
