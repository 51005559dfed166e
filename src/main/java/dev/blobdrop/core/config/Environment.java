package dev.blobdrop.core.config;

import java.util.Map;
import java.util.Optional;

/// The environment variables a run sees: the process's own, or a prepared set.
///
/// @param variables by name
/// @param replayed whether they are a pod's, looked at from another machine. Then nothing that this
///     machine has counts: no program on its path, no sign-in in its home folder, no metadata
///     address.
public record Environment(Map<String, String> variables, boolean replayed) {
    public static final Environment EMPTY = new Environment(Map.of());

    public Environment {
        variables = Map.copyOf(variables);
    }

    public Environment(Map<String, String> variables) {
        this(variables, false);
    }

    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /// The variables of a pod that is looked at from another machine.
    public static Environment ofPod(Map<String, String> variables) {
        return new Environment(variables, true);
    }

    /// The variable's value; a blank one counts as not set, because older workload identity
    /// webhooks inject empty values.
    public Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /// Whether this runs, or is replayed from, inside a Kubernetes cluster. Only the presence of
    /// the variable counts: its value differs from cluster to cluster.
    public boolean inKubernetes() {
        return replayed || get("KUBERNETES_SERVICE_HOST").isPresent();
    }
}
