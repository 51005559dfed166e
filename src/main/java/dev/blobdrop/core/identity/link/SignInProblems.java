package dev.blobdrop.core.identity.link;

import com.azure.identity.CredentialUnavailableException;
import dev.blobdrop.core.net.OddAnswer;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.FirstSentence;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;
import java.util.List;
import java.util.Optional;

/// Translates the identity library's exceptions into problems.
final class SignInProblems {
    private SignInProblems() {}

    /// The problem behind a failed sign-in.
    ///
    /// @param facts fills the remedies
    static Problem from(Throwable thrown, Facts facts) {
        return Problems.from(
                thrown,
                causes -> Problems.known(causes, facts)
                        .or(() -> unavailable(causes))
                        .or(() -> OddAnswer.in(causes)));
    }

    private static Optional<Problem> unavailable(List<Throwable> causes) {
        return Problems.first(causes, CredentialUnavailableException.class)
                .map(e -> Problem.of(
                        Problem.Kind.NO_IDENTITY,
                        "credential-unavailable",
                        "The credential is not available here",
                        FirstSentence.of(e.getMessage())));
    }
}
