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

/// Makes the requests of one run. Each waits for its bandwidth, for a valid sign-in and for a
/// permit to be in flight, and is repeated while that may help.
///
/// A permit is held only while a request is in flight, so a caller may hold memory while it waits.
public final class Sender {
    private static final Set<String> THROTTLED =
            Set.of("ServerBusy", "OperationTimedOut", "TooManyRequests", "http-429", "http-503");

    private static final String TIMEOUT = "timeout";

    private static final int MOST_DAMAGED = 3;

    private final HostLimiter limiter;
    private final RateCap rate;
    private final SignInGate gate;
    private final Retry retry;
    private final PauseSwitch pause;
    private final CountDownLatch cancelled;
    private final BooleanSupplier stopped;

    /// @param cancelled counted down when the run is cancelled
    /// @param stopped whether the run has stopped because of a problem
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

    /// How many requests may be in flight now.
    public int limit() {
        return limiter.limit();
    }

    /// Makes a request without content.
    ///
    /// @throws ProblemException as [Retry#call]
    public <T> T ask(Retry.Request<T> request, BiConsumer<Problem, Duration> onRetry) throws InterruptedException {
        return make(Priority.SINGLE, 0, Optional.empty(), request, onRetry);
    }

    /// Makes a request whose response carries that many bytes.
    ///
    /// @throws ProblemException as [Retry#call]
    public <T> T receive(Priority priority, int bytes, Retry.Request<T> request, BiConsumer<Problem, Duration> onRetry)
            throws InterruptedException {
        return make(priority, bytes, Optional.empty(), request, onRetry);
    }

    /// Makes a request that carries this content.
    ///
    /// @throws ProblemException when the bytes arrived damaged three times in a row, when the file
    ///     they are read from has changed, or as [Retry#call]
    public <T> T send(
            Priority priority, RequestContent content, Retry.Request<T> request, BiConsumer<Problem, Duration> onRetry)
            throws InterruptedException {
        return make(priority, content.length(), Optional.of(content), request, onRetry);
    }

    private <T> T make(
            Priority priority,
            int bytes,
            Optional<RequestContent> content,
            Retry.Request<T> request,
            BiConsumer<Problem, Duration> onRetry)
            throws InterruptedException {
        Retry.Tries tries = retry.begin();
        int damaged = 0;
        while (true) {
            rate.acquire(bytes, cancelled);
            try {
                T answer = tryOnce(priority, bytes, request);
                tries.succeeded();
                return answer;
            } catch (ProblemException e) {
                damaged = e.problem().isDamaged() ? damaged + 1 : 0;
                if (damaged > 0 && content.isPresent()) {
                    checkDamaged(content.get(), damaged, e);
                }
                tries.backOff(e, onRetry);
            }
        }
    }

    /// One try, which is made again only after a new sign-in or a pause of the run.
    private <T> T tryOnce(Priority priority, int bytes, Retry.Request<T> request) throws InterruptedException {
        while (true) {
            pause.awaitResumed(cancelled);
            int signIn = gate.current();
            limiter.acquire(priority);
            long through = HostLimiter.FAILED;
            try {
                checkRunning();
                if (pause.isPaused()) {
                    continue;
                }
                T answer = request.send();
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
                limiter.release(priority, through);
            }
        }
    }

    /// @throws CancellationException when no further request may be made
    private void checkRunning() {
        if (cancelled.getCount() == 0 || stopped.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    /// @param times in a row that the content arrived damaged
    /// @throws ProblemException when that is too often, or when the file has changed
    private static void checkDamaged(RequestContent content, int times, ProblemException last) {
        boolean isSound = content.isSound();
        if (times == MOST_DAMAGED) {
            throw damaged(isSound).asException(last);
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
