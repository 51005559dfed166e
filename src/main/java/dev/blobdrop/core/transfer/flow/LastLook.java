package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Nothing is said of a change whose answer was lost before somebody has looked whether it was
/// applied: neither when patience is over, nor when the run is stopped. The look takes a few
/// seconds at most, and is made on a thread of its own, because the caller's may be interrupted.
public final class LastLook {
    private static final String CODE = "answer-lost";
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int TRIES = 3;
    private static final Duration BETWEEN = Duration.ofMillis(300);

    /// A request that changes something.
    ///
    /// @param <T> what is known when it was applied
    public interface Change<T> extends Retry.Request<T> {
        /// Whether a request was made to which no answer came.
        boolean isUnsure();

        /// Asks the service whether it was applied; empty when it was not.
        ///
        /// @throws ProblemException when that cannot be found out
        Optional<T> applied();
    }

    /// How a change is made.
    @FunctionalInterface
    public interface Way<T> {
        T make() throws InterruptedException;
    }

    private LastLook() {}

    /// Makes the change, and looks whether it was applied when no answer came.
    ///
    /// @param title what is said when even that cannot be found out
    /// @throws ProblemException as the way does, or with that title
    /// @throws CancellationException as the way does
    public static <T> T settled(Change<T> change, String title, Way<T> way) throws InterruptedException {
        try {
            return way.make();
        } catch (ProblemException | CancellationException | InterruptedException e) {
            if (!change.isUnsure()) {
                throw e;
            }
            Optional<T> applied;
            try {
                applied = look(change::applied);
            } catch (ProblemException failed) {
                throw inDoubt(title, e, failed);
            }
            if (applied.isPresent()) {
                return applied.get();
            }
            throw e;
        }
    }

    /// Whether this says that nobody knows.
    public static boolean isDoubt(Problem problem) {
        return problem.code().equals(CODE);
    }

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

    private static <T> T look(Supplier<T> question) {
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
