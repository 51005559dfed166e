package dev.blobdrop.core.config;

import java.util.Map;
import java.util.Optional;

/// The environment variables a run sees: the process's own, or a prepared set.
///
/// @param variables by name
public record Environment(Map<String, String> variables) {
    public static final Environment EMPTY = new Environment(Map.of());

    public Environment {
        variables = Map.copyOf(variables);
    }

    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /// The variable's value; a blank one counts as not set, because older workload identity
    /// webhooks inject empty values.
    public Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /// Whether this runs inside a Kubernetes cluster. Only the presence of the variable counts: its
    /// value differs from cluster to cluster.
    public boolean inKubernetes() {
        return get("KUBERNETES_SERVICE_HOST").isPresent();
    }
}
