package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/// Makes requests again that failed for a reason that may pass. What ends it is not a number of
/// tries but a time without any success in the whole run: short while nothing has ever succeeded,
/// because then something is plainly wrong, long afterwards, because networks come back.
///
/// Pauses grow and are random ("full jitter"), so that many clients do not return all at once, and
/// are never shorter than what the service asks for ("Retry-After"). When nothing has come through
/// at all, because the network was gone, the first request that does ends the pauses of the others.
public final class Retry {
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    /// Between two looks at whether a new federated credential or role works.
    private static final Duration PROPAGATION_PAUSE = Duration.ofSeconds(3);

    /// One request that fails while others succeed is given up after that many times the patience.
    private static final int ALONE = 5;

    private static final String UNKNOWN_HOST = "unknown-host";

    /// Nobody has answered, so nobody has asked for a pause.
    private static final Set<String> NO_ANSWER =
            Set.of(UNKNOWN_HOST, "connection-refused", "connection-lost", "timeout", "tls", "tls-handshake");

    /// How often a pause looks whether the network is back.
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Patience patience;
    private final CountDownLatch cancelled;
    private final LongSupplier clock;
    private final Wait wait;
    private final long start;
    private volatile long lastSuccess;
    private volatile boolean outage;
    private volatile boolean everSucceeded;
    private volatile boolean resolverFailed;

    /// A request that knows which try it is, from 1.
    @FunctionalInterface
    public interface Request<T> {
        T send(int attempt) throws InterruptedException;
    }

    /// How a pause is spent.
    @FunctionalInterface
    interface Wait {
        /// @return whether the run has ended meanwhile
        boolean pause(CountDownLatch cancelled, Duration time) throws InterruptedException;
    }

    /// @param cancelled counted down when the run is to end
    public Retry(Patience patience, CountDownLatch cancelled) {
        this(patience, cancelled, System::nanoTime);
    }

    /// @param clock in nanoseconds
    public Retry(Patience patience, CountDownLatch cancelled, LongSupplier clock) {
        this(patience, cancelled, clock, Retry::sleep);
    }

    /// @param wait passes the time that the clock shows
    public Retry(Patience patience, CountDownLatch cancelled, LongSupplier clock, Wait wait) {
        this.patience = patience;
        this.cancelled = cancelled;
        this.clock = clock;
        this.wait = wait;
        this.start = clock.getAsLong();
        this.lastSuccess = start;
    }

    /// Whether nothing at all came through any more when a request was given up: the others would
    /// not come through either.
    public boolean isOutage() {
        return outage;
    }

    /// @param pausing is told of each failure that is tried again
    /// @throws ProblemException the last failure, when it does not pass or time is over
    /// @throws CancellationException when the run ends meanwhile
    public <T> T call(Request<T> request, BiConsumer<Problem, Duration> pausing) throws InterruptedException {
        long began = clock.getAsLong();
        long failing = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                T answer = request.send(attempt);
                lastSuccess = clock.getAsLong();
                everSucceeded = true;
                return answer;
            } catch (ProblemException e) {
                if (attempt == 1) {
                    failing = clock.getAsLong();
                }
                Duration pause = pauseAfter(e, attempt, since(began, failing), failing);
                pausing.accept(e.problem(), pause);
                boolean allGone = NO_ANSWER.contains(e.problem().code()) && failing - lastSuccess >= 0;
                if (allGone ? pauseUntilBack(pause) : wait.pause(cancelled, pause)) {
                    throw new CancellationException();
                }
            }
        }
    }

    /// @return whether the run has ended meanwhile
    private boolean pauseUntilBack(Duration pause) throws InterruptedException {
        long success = lastSuccess;
        Duration left = pause;
        while (left.isPositive() && lastSuccess == success) {
            Duration part = left.compareTo(LOOK) < 0 ? left : LOOK;
            if (wait.pause(cancelled, part)) {
                return true;
            }
            left = left.minus(part);
        }
        return false;
    }

    private static boolean sleep(CountDownLatch cancelled, Duration time) throws InterruptedException {
        return cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// How long to wait before the next try.
    ///
    /// @param since when the run's present trouble began
    /// @param failing when this request's trouble began
    /// @throws ProblemException when there is none
    private Duration pauseAfter(ProblemException e, int attempt, long since, long failing) {
        long now = clock.getAsLong();
        Duration propagation = patience.forPropagation(e.problem());
        Duration left = propagation.minusNanos(now - start);
        if (left.isPositive()) {
            return left.compareTo(PROPAGATION_PAUSE) < 0 ? left : PROPAGATION_PAUSE;
        }
        if (!isPassing(e.problem())) {
            throw e;
        }
        long limit = (everSucceeded ? patience.withoutProgress() : patience.firstAnswer()).toNanos();
        Duration pause = pause(attempt, limit, e.retryAfter());
        if (now - since + pause.toNanos() >= limit) {
            outage |= failing - lastSuccess >= 0;
            throw gaveUp(e, now - since);
        }
        if (now - failing + pause.toNanos() >= ALONE * limit) {
            throw gaveUp(e, now - failing);
        }
        return pause;
    }

    /// A name that could be resolved a moment ago is no mistyped one; nor can a name be called so
    /// while the resolver is in trouble, for ten seconds Java repeats the failure without its
    /// reason.
    private boolean isPassing(Problem problem) {
        boolean unknownHost = problem.code().equals(UNKNOWN_HOST);
        resolverFailed |= unknownHost && problem.retryable();
        return problem.retryable() || (everSucceeded || resolverFailed) && unknownHost;
    }

    /// When the present trouble began. A time in which nothing was asked is no trouble: a slow disk
    /// or a bandwidth limit may keep the run from asking for minutes.
    private long since(long began, long failing) {
        long trouble = everSucceeded ? failing : began;
        return trouble - lastSuccess > 0 ? trouble : lastSuccess;
    }

    /// @param limit of the patience in nanoseconds; a pause takes at most a quarter of it
    private static Duration pause(int attempt, long limit, Optional<Duration> retryAfter) {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 10));
        long most = Math.max(1, Math.min(longest, TimeUnit.NANOSECONDS.toMillis(limit / 4)));
        Duration jitter = Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, most + 1));
        return retryAfter.map(jitter::plus).orElse(jitter);
    }

    private static ProblemException gaveUp(ProblemException e, long nanos) {
        Problem last = e.problem();
        long seconds = Duration.ofNanos(nanos).toSeconds();
        boolean lostName = last.code().equals(UNKNOWN_HOST) && !last.retryable();
        return new Problem(
                        lostName ? Problem.Kind.TRANSIENT : last.kind(),
                        last.code(),
                        lostName ? "The storage account's name cannot be resolved" : last.title(),
                        last.detail() + " Tried for " + Math.max(1, seconds) + " s.",
                        last.remedies(),
                        last.technical(),
                        last.retryable())
                .asException(e);
    }
}
