package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.transfer.local.RequestContent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/// Makes the requests of one run: each waits for its bandwidth, for a valid sign-in and for a place
/// among those in flight, and is made again where that helps.
///
/// Whoever calls may hold memory; a place is held only while one request is under way.
public final class Sender {
    private static final Set<String> THROTTLED =
            Set.of("ServerBusy", "OperationTimedOut", "TooManyRequests", "http-429", "http-503");

    private static final String TIMEOUT = "timeout";

    private static final Set<String> DAMAGED = Set.of("Crc64Mismatch", "Md5Mismatch");
    private static final int MOST_DAMAGED = 3;

    private final HostLimiter limiter;
    private final RateCap rate;
    private final SignInGate gate;
    private final Retry retry;
    private final PauseSwitch pause;
    private final CountDownLatch cancelled;
    private final BooleanSupplier stopped;

    public Sender(
            BlobStore store,
            HostLimiter limiter,
            RateCap rate,
            Retry retry,
            PauseSwitch pause,
            CountDownLatch cancelled,
            BooleanSupplier stopped) {
        this.limiter = limiter;
        this.rate = rate;
        this.gate = new SignInGate(store);
        this.retry = retry;
        this.pause = pause;
        this.cancelled = cancelled;
        this.stopped = stopped;
    }

    /// How many requests may be in flight at the moment.
    public int places() {
        return limiter.limit();
    }

    /// A request that carries no content.
    public <T> T ask(Retry.Request<T> request, BiConsumer<Problem, Duration> pausing) throws InterruptedException {
        return retry.call(attempt -> once(Priority.SINGLE, 0, request, attempt), pausing);
    }

    /// A request whose answer carries that many bytes.
    public <T> T receive(Priority priority, int bytes, Retry.Request<T> request, BiConsumer<Problem, Duration> pausing)
            throws InterruptedException {
        return retry.call(
                attempt -> {
                    rate.pay(bytes, cancelled);
                    return once(priority, bytes, request, attempt);
                },
                pausing);
    }

    /// A request that carries these bytes.
    ///
    /// @throws ProblemException when the bytes arrived damaged three times in a row, when the file
    ///     that they are read from has changed, or as [Retry#call]
    public <T> T send(
            Priority priority, RequestContent content, Retry.Request<T> request, BiConsumer<Problem, Duration> pausing)
            throws InterruptedException {
        int[] damaged = {0};
        return retry.call(
                attempt -> {
                    rate.pay(content.length(), cancelled);
                    try {
                        return once(priority, content.length(), request, attempt);
                    } catch (ProblemException e) {
                        if (!DAMAGED.contains(e.problem().code())) {
                            damaged[0] = 0;
                            throw e;
                        }
                        boolean isSound = content.isSound();
                        if (++damaged[0] == MOST_DAMAGED) {
                            throw damaged(isSound).asException(e);
                        }
                        throw e;
                    }
                },
                pausing);
    }

    /// @throws CancellationException when no further request may be made
    private void checkRunning() {
        if (cancelled.getCount() == 0 || stopped.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    private <T> T once(Priority priority, int bytes, Retry.Request<T> request, int attempt)
            throws InterruptedException {
        while (true) {
            pause.awaitResumed(cancelled);
            int signIn = gate.enter();
            limiter.enter(priority);
            long through = -1;
            try {
                checkRunning();
                if (pause.isPaused()) {
                    continue;
                }
                T answer = request.send(attempt);
                through = bytes;
                gate.succeeded(signIn);
                return answer;
            } catch (ProblemException e) {
                if (THROTTLED.contains(e.problem().code())) {
                    limiter.throttled();
                }
                if (e.problem().code().equals(TIMEOUT)) {
                    limiter.timedOut();
                }
                if (!gate.renewed(e.problem(), signIn)) {
                    throw e;
                }
            } finally {
                limiter.leave(priority, through);
            }
        }
    }

    private static Problem damaged(boolean memoryIsSound) {
        return new Problem(
                Problem.Kind.TRANSIENT,
                "damaged-on-the-way",
                "The data was damaged in transit",
                memoryIsSound
                        ? "Three times in a row. It is still intact here, so something between here and the"
                                + " service changes it: a proxy, a middlebox or a network card."
                        : "Three times in a row. It changed in this machine's memory while waiting to be sent:"
                                + " the memory is faulty.",
                memoryIsSound
                        ? List.of(Remedy.of("Try without the proxy, or from another machine"))
                        : List.of(Remedy.of("Test this machine's memory, or use another machine")),
                Optional.empty(),
                false);
    }
}
