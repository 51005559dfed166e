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

/// Repeats requests that failed for a reason that may pass. The limit is not a number of tries but
/// a time without any success in the whole run: short while nothing has succeeded yet, because then
/// something is plainly wrong, and long afterwards, because networks come back.
///
/// A request that fails alone, while others succeed, is given up after five times that time.
///
/// Pauses grow and are random ("full jitter"), so that many clients do not return at the same time,
/// and are never shorter than the service asks for ("Retry-After"). After an outage of the network
/// the first request that succeeds ends the pauses of the others.
public final class Retry {
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    /// Between two tries while a new federated credential or role does not work yet.
    private static final Duration PROPAGATION_PAUSE = Duration.ofSeconds(3);

    /// A request that fails while others succeed is given up after that many times the patience.
    private static final int ALONE = 5;

    /// Failures without a response from the service, which therefore has not asked for a pause.
    private static final Set<String> NO_ANSWER =
            Set.of("unknown-host", "connection-refused", "connection-lost", "timeout", "tls", "tls-handshake");

    /// How often a pause checks whether the network is back.
    private static final Duration POLL = Duration.ofMillis(250);

    private final Patience patience;
    private final CountDownLatch cancelled;
    private final LongSupplier clock;
    private final Wait wait;
    private final long start;
    private volatile long lastSuccess;
    private volatile boolean outage;
    private volatile boolean everSucceeded;
    private volatile boolean resolverFailed;

    /// A request, or the tries of one.
    @FunctionalInterface
    public interface Request<T> {
        /// Makes the request and returns its result.
        ///
        /// @throws ProblemException when it failed
        T send() throws InterruptedException;
    }

    /// Waits for a time; replaced in tests.
    @FunctionalInterface
    interface Wait {
        /// @return whether the run was cancelled
        boolean pause(CountDownLatch cancelled, Duration time) throws InterruptedException;
    }

    /// @param cancelled counted down when the run is cancelled
    public Retry(Patience patience, CountDownLatch cancelled) {
        this(patience, cancelled, System::nanoTime);
    }

    /// @param clock in nanoseconds
    public Retry(Patience patience, CountDownLatch cancelled, LongSupplier clock) {
        this(patience, cancelled, clock, Retry::sleep);
    }

    /// @param wait advances the clock
    Retry(Patience patience, CountDownLatch cancelled, LongSupplier clock, Wait wait) {
        this.patience = patience;
        this.cancelled = cancelled;
        this.clock = clock;
        this.wait = wait;
        this.start = clock.getAsLong();
        this.lastSuccess = start;
    }

    /// Whether a request was given up while nothing else succeeded either: further requests would
    /// fail too.
    public boolean isOutage() {
        return outage;
    }

    /// Makes a request, and repeats it while that may help.
    ///
    /// @param onRetry gets each failure that is followed by another try, and the pause before it
    /// @throws ProblemException the last failure, when it is permanent or time is up
    /// @throws CancellationException when the run was cancelled
    public <T> T call(Request<T> request, BiConsumer<Problem, Duration> onRetry) throws InterruptedException {
        Tries tries = begin();
        while (true) {
            try {
                T answer = request.send();
                tries.succeeded();
                return answer;
            } catch (ProblemException e) {
                tries.backOff(e, onRetry);
            }
        }
    }

    /// For a caller that repeats its request itself.
    Tries begin() {
        return new Tries();
    }

    /// The tries of one request; used by one thread.
    final class Tries {
        private final long began = clock.getAsLong();
        private long failing;
        private int number = 1;

        private Tries() {}

        void succeeded() {
            lastSuccess = clock.getAsLong();
            everSucceeded = true;
        }

        /// Waits before the next try.
        ///
        /// @param failure of the last one
        /// @param onRetry gets the failure and the pause
        /// @throws ProblemException when there is to be no other try
        /// @throws CancellationException when the run was cancelled
        void backOff(ProblemException failure, BiConsumer<Problem, Duration> onRetry) throws InterruptedException {
            if (number == 1) {
                failing = clock.getAsLong();
            }
            Duration pause = pauseAfter(failure);
            onRetry.accept(failure.problem(), pause);
            boolean allGone = NO_ANSWER.contains(failure.problem().code()) && nothingSucceeded();
            if (allGone ? pauseUntilBack(pause) : wait.pause(cancelled, pause)) {
                throw new CancellationException();
            }
            number++;
        }

        private Duration pauseAfter(ProblemException failure) {
            long now = clock.getAsLong();
            Duration propagation = patience.forPropagation(failure.problem()).minusNanos(now - start);
            if (propagation.isPositive()) {
                return propagation.compareTo(PROPAGATION_PAUSE) < 0 ? propagation : PROPAGATION_PAUSE;
            }
            if (!mayPass(failure.problem())) {
                throw failure;
            }
            long limit = (everSucceeded ? patience.withoutProgress() : patience.firstAnswer()).toNanos();
            Duration pause = pause(number, limit, failure.retryAfter());
            long inTrouble = now - troubleBegan();
            if (inTrouble + pause.toNanos() >= limit) {
                outage |= nothingSucceeded();
                throw gaveUp(failure, inTrouble);
            }
            if (now - failing + pause.toNanos() >= ALONE * limit) {
                throw gaveUp(failure, now - failing);
            }
            return pause;
        }

        /// Whether no request of the run has succeeded since this one began to fail.
        private boolean nothingSucceeded() {
            return failing - lastSuccess >= 0;
        }

        /// When the run's present trouble began. A time without requests does not count: a slow
        /// disk or a bandwidth limit may keep the run from making any for minutes.
        private long troubleBegan() {
            long trouble = everSucceeded ? failing : began;
            return trouble - lastSuccess > 0 ? trouble : lastSuccess;
        }
    }

    /// @return whether the run was cancelled
    private boolean pauseUntilBack(Duration pause) throws InterruptedException {
        long success = lastSuccess;
        Duration left = pause;
        while (left.isPositive() && lastSuccess == success) {
            Duration slice = left.compareTo(POLL) < 0 ? left : POLL;
            if (wait.pause(cancelled, slice)) {
                return true;
            }
            left = left.minus(slice);
        }
        return false;
    }

    private static boolean sleep(CountDownLatch cancelled, Duration time) throws InterruptedException {
        return cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Whether the failure may pass. An unknown host does when its name was resolved before, or
    /// while the resolver is in trouble: Java repeats a failed lookup for ten seconds without its
    /// reason.
    private boolean mayPass(Problem problem) {
        boolean unknownHost = problem.isUnknownHost();
        resolverFailed |= unknownHost && problem.retryable();
        return problem.retryable() || (everSucceeded || resolverFailed) && unknownHost;
    }

    /// @param number of the try that failed, from 1
    /// @param limit of the patience in nanoseconds; a pause takes at most a quarter of it, unless
    ///     the service asks for a longer one
    private static Duration pause(int number, long limit, Optional<Duration> retryAfter) {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(number - 1, 10));
        long most = Math.max(1, Math.min(longest, TimeUnit.NANOSECONDS.toMillis(limit / 4)));
        Duration jitter = Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, most + 1));
        return retryAfter.map(jitter::plus).orElse(jitter);
    }

    private static ProblemException gaveUp(ProblemException e, long nanos) {
        Problem last = e.problem();
        long seconds = Duration.ofNanos(nanos).toSeconds();
        boolean lostName = last.isUnknownHost() && !last.retryable();
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
