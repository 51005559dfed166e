package dev.blobdrop.core.identity;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A sign-in that waits for a person. Safe for use by many threads.
public final class PendingSignIn {
    private final Duration limit;
    private final long start = System.nanoTime();
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    public PendingSignIn(Duration limit) {
        this.limit = limit;
    }

    /// How long the person has in all.
    public Duration limit() {
        return limit;
    }

    /// How long the person still has; never negative.
    public Duration left() {
        Duration left = limit.minusNanos(System.nanoTime() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// Ends the waiting: the sign-in fails with `sign-in-cancelled`, and nobody listens for its
    /// answer any more. Does nothing when it is over already.
    public void cancel() {
        cancelled.complete(null);
    }

    /// Whether the person, or the program for them, gave up.
    public boolean isCancelled() {
        return cancelled.isDone();
    }

    /// Waits for the answer, at most until the limit.
    ///
    /// @throws ProblemException when the person cancelled, the time is over, or this thread was
    ///     interrupted
    public <T> T await(CompletableFuture<T> answer, Problem late) {
        try {
            CompletableFuture.anyOf(answer, cancelled).get(left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw late.asException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancellation().asException();
        } catch (ExecutionException e) {
            // Thrown again below, without this wrapping.
        }
        if (!answer.isDone()) {
            throw cancellation().asException();
        }
        return result(answer);
    }

    /// What a future that is done holds.
    public static <T> T result(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (CancellationException e) {
            throw cancellation().asException(e);
        }
    }

    private static Problem cancellation() {
        return Problem.of(
                        Problem.Kind.NO_IDENTITY,
                        "sign-in-cancelled",
                        "The sign-in was cancelled",
                        "You are not signed in.")
                .withRemedy("Sign in again, or use a credential that does not prompt you: az login");
    }
}
