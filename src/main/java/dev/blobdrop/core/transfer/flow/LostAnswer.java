package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.problem.Problem;
import java.util.Set;

/// Tells which failures leave open whether a request was applied.
public final class LostAnswer {
    /// Transient failures that mean that nothing was changed.
    private static final Set<String> NOT_APPLIED = Set.of(
            "ServerBusy",
            "TooManyRequests",
            "http-429",
            "http-503",
            "connection-refused",
            "tls-handshake",
            "unknown-host");

    private LostAnswer() {}

    /// Whether the service may have applied the request that failed like this.
    public static boolean mayBeApplied(Problem problem) {
        return problem.kind() == Problem.Kind.TRANSIENT
                && !problem.isDamaged()
                && !NOT_APPLIED.contains(problem.code());
    }
}
