package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.problem.Problem;
import java.time.Duration;

/// How long failures are retried.
///
/// @param firstAnswer for transient failures while no request has succeeded yet
/// @param withoutProgress for transient failures after the last success
/// @param forIdentity for a federated credential that is not known yet; new ones take minutes
/// @param forAccess for a role assignment that does not work yet; new ones take up to ten minutes
public record Patience(Duration firstAnswer, Duration withoutProgress, Duration forIdentity, Duration forAccess) {
    /// 10 seconds for the first answer, 2 minutes without progress, none for propagation.
    public static final Patience STANDARD =
            new Patience(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ZERO, Duration.ZERO);

    /// The same time before and after the first success.
    public Patience withoutSuccess(Duration time) {
        return new Patience(time, time, forIdentity, forAccess);
    }

    /// How long a refusal is retried because a new credential or role may not have spread yet; zero
    /// for any other problem.
    public Duration forPropagation(Problem problem) {
        if (problem.isMissingRole()) {
            return forAccess;
        }
        return problem.isNoMatch() ? forIdentity : Duration.ZERO;
    }
}
