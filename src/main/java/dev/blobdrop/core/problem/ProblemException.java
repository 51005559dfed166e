package dev.blobdrop.core.problem;

import java.time.Duration;
import java.util.Optional;

/// The only exception that core throws for an expected failure. Its message is safe to show.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private transient Optional<Duration> retryAfter = Optional.empty();

    /// An exception without a cause.
    public ProblemException(Problem problem) {
        super(problem.title() + ": " + problem.detail());
        this.problem = problem;
    }

    /// An exception with the one that the problem was translated from.
    public ProblemException(Problem problem, Throwable cause) {
        super(problem.title() + ": " + problem.detail(), cause);
        this.problem = problem;
    }

    /// What went wrong.
    public Problem problem() {
        return problem;
    }

    /// How long the service asked clients to wait ("Retry-After"); empty if it did not.
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /// Sets what the service asked for; call it before throwing the exception.
    public ProblemException retryAfter(Optional<Duration> pause) {
        retryAfter = pause;
        return this;
    }
}
