package dev.blobdrop.core.problem;

import java.util.Locale;
import java.util.Optional;

/// Where a run signs in: what helps differs. Part of the [Facts], as `place`.
public enum Place {
    /// A pod, or this machine with a pod's token.
    POD,
    /// A person's own machine.
    LAPTOP,
    /// A machine or service of Azure, or a build: nobody sits there.
    SERVER;

    /// The name in the facts.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Place named(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    static Optional<Place> of(Facts facts) {
        return Optional.ofNullable(facts.values().get("place")).map(Place::named);
    }

    /// Whether this line of the catalogue helps there: elsewhere than in a pod there is nothing
    /// that kubectl, a manifest or workload identity could change.
    boolean fits(String line) {
        return this == POD
                || !(this == SERVER && line.startsWith("az login"))
                        && !line.matches("(kubectl |az aks ).*|.*(manifest|\\bpods?\\b(?!"
                                + " \\()|spec\\.template|workload-identity|webhook).*");
    }

    /// What shows there that it works.
    String verify(String line) {
        return fits(line) ? line : line.startsWith("blobdrop whoami") ? "blobdrop whoami" : "blobdrop doctor";
    }
}
