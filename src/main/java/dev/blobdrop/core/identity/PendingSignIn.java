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

    /// Starts to count down.
    ///
    /// @param limit how long the person has
    public PendingSignIn(Duration limit) {
        this.limit = limit;
    }

    /// How long the person has in total.
    public Duration limit() {
        return limit;
    }

    /// How long the person has left; never negative.
    public Duration left() {
        Duration left = limit.minusNanos(System.nanoTime() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// Ends the wait: the sign-in fails with `sign-in-cancelled` and a later answer is ignored.
    /// Does nothing if the wait is over.
    public void cancel() {
        cancelled.complete(null);
    }

    /// Whether the sign-in was cancelled.
    public boolean isCancelled() {
        return cancelled.isDone();
    }

    /// Waits for the answer, at most until the limit.
    ///
    /// @param late thrown when the time is up
    /// @throws ProblemException when the person cancelled, the time is up, or this thread was
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
            // Thrown below without this wrapper.
        }
        if (!answer.isDone()) {
            throw cancellation().asException();
        }
        return result(answer);
    }

    /// The value of a completed future; throws its unchecked exception unwrapped.
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
