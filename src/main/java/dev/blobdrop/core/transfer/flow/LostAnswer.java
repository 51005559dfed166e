package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.problem.Problem;
import java.util.Set;

/// When nobody knows whether a request was applied, because no answer to it came.
public final class LostAnswer {
    /// Failures after which nothing can have been changed.
    private static final Set<String> NOT_APPLIED = Set.of(
            "ServerBusy",
            "TooManyRequests",
            "http-429",
            "http-503",
            "Crc64Mismatch",
            "Md5Mismatch",
            "connection-refused",
            "tls-handshake",
            "unknown-host");

    private LostAnswer() {}

    public static boolean mayBeApplied(Problem problem) {
        return problem.kind() == Problem.Kind.TRANSIENT && !NOT_APPLIED.contains(problem.code());
    }
}
