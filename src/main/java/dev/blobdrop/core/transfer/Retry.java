package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/// Makes requests again that failed for a reason that may pass. What ends it is not a number of
/// tries but a time without any success in the whole run: short while nothing has ever succeeded,
/// because then something is plainly wrong, long afterwards, because networks come back.
///
/// Pauses grow and are random ("full jitter"), so that many clients do not return all at once.
public final class Retry {
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    /// Between two looks at whether a new federated credential or role works.
    private static final Duration PROPAGATION_PAUSE = Duration.ofSeconds(3);

    private final Patience patience;
    private final CountDownLatch cancelled;
    private final long start = System.nanoTime();
    private volatile long lastSuccess = System.nanoTime();
    private volatile boolean everSucceeded;

    /// A request that knows which try it is, from 1.
    @FunctionalInterface
    public interface Request<T> {
        T send(int attempt) throws InterruptedException;
    }

    /// @param cancelled counted down when the run is to end
    public Retry(Patience patience, CountDownLatch cancelled) {
        this.patience = patience;
        this.cancelled = cancelled;
    }

    /// @param pausing is told of each failure that is tried again
    /// @throws ProblemException the last failure, when it does not pass or time is over
    /// @throws CancellationException when the run ends meanwhile
    public <T> T call(Request<T> request, BiConsumer<Problem, Duration> pausing)
            throws InterruptedException {
        long began = System.nanoTime();
        long failing = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                T answer = request.send(attempt);
                lastSuccess = System.nanoTime();
                everSucceeded = true;
                return answer;
            } catch (ProblemException e) {
                if (attempt == 1) {
                    failing = System.nanoTime();
                }
                Duration pause = pauseAfter(e, attempt, since(began, failing));
                pausing.accept(e.problem(), pause);
                if (cancelled.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new CancellationException();
                }
            }
        }
    }

    /// How long to wait before the next try.
    ///
    /// @throws ProblemException when there is none
    private Duration pauseAfter(ProblemException e, int attempt, long since) {
        Duration propagation = patience.forPropagation(e.problem());
        Duration left = propagation.minusNanos(System.nanoTime() - start);
        if (left.isPositive()) {
            return left.compareTo(PROPAGATION_PAUSE) < 0 ? left : PROPAGATION_PAUSE;
        }
        if (!e.problem().retryable()) {
            throw e;
        }
        Duration pause = pause(attempt);
        if (!isWorthWaiting(pause, since)) {
            throw gaveUp(e, since);
        }
        return pause;
    }

    /// When the present trouble began. A time in which nothing was asked is no trouble: a slow disk
    /// or a bandwidth limit may keep the run from asking for minutes.
    private long since(long began, long failing) {
        long trouble = everSucceeded ? failing : began;
        return trouble - lastSuccess > 0 ? trouble : lastSuccess;
    }

    private boolean isWorthWaiting(Duration pause, long since) {
        Duration limit = everSucceeded ? patience.withoutProgress() : patience.firstAnswer();
        long waited = System.nanoTime() - since;
        return waited + pause.toNanos() < limit.toNanos();
    }

    private static Duration pause(int attempt) {
        long longest =
                Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 10));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 4, longest + 1));
    }

    private ProblemException gaveUp(ProblemException e, long since) {
        Problem last = e.problem();
        long seconds = Duration.ofNanos(System.nanoTime() - since).toSeconds();
        return new Problem(
                        last.kind(),
                        last.code(),
                        last.title(),
                        last.detail() + " Tried for " + Math.max(1, seconds) + " s.",
                        last.remedy(),
                        last.technical(),
                        last.retryable())
                .asException(e);
    }
}
