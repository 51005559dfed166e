package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.problem.Problem;
import java.time.Duration;

/// How long trouble is waited out.
///
/// @param firstAnswer passing trouble, while no request has succeeded yet
/// @param withoutProgress passing trouble, after the last success
/// @param forIdentity a federated credential that is not known yet; new ones take minutes
/// @param forAccess a role assignment that does not work yet; new ones take up to ten minutes
public record Patience(Duration firstAnswer, Duration withoutProgress, Duration forIdentity, Duration forAccess) {
    public static final Patience STANDARD =
            new Patience(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ZERO, Duration.ZERO);

    /// The same time before and after the first success.
    public Patience withoutSuccess(Duration time) {
        return new Patience(time, time, forIdentity, forAccess);
    }

    /// How long a refusal is waited out because it may be one of propagation; zero for not at all.
    public Duration forPropagation(Problem problem) {
        if (problem.isMissingRole()) {
            return forAccess;
        }
        return problem.isNoMatch() ? forIdentity : Duration.ZERO;
    }
}
