package dev.blobdrop.core.net;

import com.azure.core.exception.HttpResponseException;
import dev.blobdrop.core.problem.FirstSentence;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;
import java.util.List;
import java.util.Optional;

/// The problem of an HTTP answer that the Azure libraries could not use: a proxy's page, a broken
/// gateway, something that is not the service.
public final class OddAnswer {
    /// The problem's code.
    public static final String CODE = "odd-answer";

    private OddAnswer() {}

    /// The problem, if one of these exceptions is the libraries' own for an unusable answer.
    public static Optional<Problem> in(List<Throwable> causes) {
        return Problems.first(causes, HttpResponseException.class)
                .map(e -> Problem.of(
                        Problem.Kind.TRANSIENT,
                        CODE,
                        "The service gave an answer that makes no sense",
                        FirstSentence.of(e.getMessage())));
    }
}
