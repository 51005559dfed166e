package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Finds out whether a change was applied whose response was lost, before the change is reported as
/// failed: when time for retries is up, and when the run is stopped. The check takes a few seconds
/// at most and runs on a thread of its own, because the caller's may be interrupted.
public final class LastLook {
    private static final String CODE = "answer-lost";
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int TRIES = 3;
    private static final Duration BETWEEN = Duration.ofMillis(300);

    /// A request that changes something.
    ///
    /// @param <T> the result when it was applied
    public abstract static class Change<T> implements Retry.Request<T> {
        /// How far the clocks of this machine and of the service may differ.
        private static final Duration SKEW = Duration.ofMinutes(15);

        private final Instant began = Instant.now();
        private volatile boolean unsure;

        /// Asks the service whether the change was applied; empty when it was not.
        ///
        /// @throws ProblemException when that cannot be found out
        protected abstract Optional<T> applied();

        /// The problem's title when that cannot be found out.
        protected abstract String doubt();

        /// Makes the request and remembers whether its response was lost.
        protected final <R> R apply(Supplier<R> request) {
            boolean before = unsure;
            unsure = true;
            try {
                R result = request.get();
                unsure = before;
                return result;
            } catch (ProblemException e) {
                unsure = before || LostAnswer.mayBeApplied(e.problem());
                throw e;
            }
        }

        /// Whether a request was made whose response was lost.
        protected final boolean isUnsure() {
            return unsure;
        }

        /// Whether something that was modified at that time can come from this change. If it is
        /// older than the change's first try, it is somebody else's.
        protected final boolean isNew(Optional<Instant> modified) {
            return modified.filter(at -> at.isBefore(began.minus(SKEW))).isEmpty();
        }
    }

    private LastLook() {}

    /// Makes the change, and checks whether it was applied if the response was lost.
    ///
    /// @param tries make the change, and repeat it while that may help
    /// @throws ProblemException when the change failed, or when nobody can tell ([#isDoubt])
    /// @throws CancellationException when the run was cancelled and the change was not applied
    public static <T> T settled(Change<T> change, Retry.Request<T> tries) throws InterruptedException {
        try {
            return tries.send();
        } catch (ProblemException | CancellationException | InterruptedException e) {
            if (!change.isUnsure()) {
                throw e;
            }
            Optional<T> applied;
            try {
                applied = check(change::applied);
            } catch (ProblemException failed) {
                throw inDoubt(change.doubt(), e, failed);
            }
            if (applied.isPresent()) {
                return applied.get();
            }
            throw e;
        }
    }

    /// Whether the problem is that nobody can tell whether a change was applied.
    public static boolean isDoubt(Problem problem) {
        return problem.code().equals(CODE);
    }

    /// Whether this was thrown because nobody can tell whether a change was applied.
    public static boolean isDoubt(Throwable thrown) {
        return thrown instanceof ProblemException e && isDoubt(e.problem());
    }

    private static ProblemException inDoubt(String title, Exception end, ProblemException look) {
        String why = end instanceof ProblemException e
                ? e.problem().title() + "."
                : "The run was stopped before a response arrived.";
        return Problem.of(
                        Problem.Kind.TRANSIENT,
                        CODE,
                        title,
                        why + " Looking it up also failed: " + look.problem().title() + ".")
                .withRemedy("Check whether it exists before you run again")
                .withTechnical(look.problem().code() + ": " + look.problem().detail())
                .asException(end);
    }

    private static <T> T check(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().name("last-look").start(() -> ask(question, answer));
        long end = System.nanoTime() + LIMIT.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            throw Problem.of(
                            Problem.Kind.TRANSIENT,
                            "timeout",
                            "No response within " + LIMIT.toSeconds() + " s",
                            "The service is not responding.")
                    .asException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException problem ? problem : new IllegalStateException(e.getCause());
        } finally {
            asking.interrupt();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <T> void ask(Supplier<T> question, CompletableFuture<T> answer) {
        for (int number = 1; !answer.isDone(); number++) {
            try {
                answer.complete(question.get());
            } catch (ProblemException e) {
                if (number == TRIES || !e.problem().retryable() || !pause()) {
                    answer.completeExceptionally(e);
                }
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
