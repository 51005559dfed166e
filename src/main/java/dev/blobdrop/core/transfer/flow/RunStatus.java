package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.problem.CertificateProblems;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problem.Kind;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.core.transfer.RunState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// The status of one run: under way or how it ended, what stopped it, whether more may still be
/// found, and how long it took. Safe for use by many threads.
public final class RunStatus {
    private static final Set<Kind> STOPPING = EnumSet.of(
            Kind.NO_IDENTITY, Kind.IDENTITY_REFUSED, Kind.DENIED_BY_ROLE, Kind.DENIED_BY_NETWORK, Kind.NOT_FOUND);

    private final long start = System.nanoTime();
    private final AtomicReference<Problem> stop = new AtomicReference<>();
    private volatile RunState state = RunState.RUNNING;
    private volatile boolean finding = true;
    private volatile long ended;

    /// Whether every other file or blob would fail with this problem too.
    public static boolean meetsAll(Problem problem) {
        return STOPPING.contains(problem.kind()) || CertificateProblems.isCertificate(problem.code());
    }

    /// To be called when everything has been found.
    public void foundAll() {
        finding = false;
    }

    /// Whether more may still be found.
    public boolean isFinding() {
        return finding;
    }

    /// Stops the run with this problem. Only the first one counts.
    public void stop(Problem problem) {
        stop.compareAndSet(null, problem);
    }

    /// Whether a problem stopped the run.
    public boolean isStopped() {
        return stop.get() != null;
    }

    /// The problem that stopped the run.
    public Optional<Problem> stoppedBy() {
        return Optional.ofNullable(stop.get());
    }

    /// Calls a listener. If it throws, that is a bug: it stops the run and leaves the counts as
    /// they are.
    public void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            stop(Problems.from(e, Facts.NONE));
        }
    }

    /// Ends the run.
    ///
    /// @param left how many were found and have not ended
    public void end(boolean cancelled, long left) {
        ended = System.nanoTime();
        boolean all = !finding && left == 0;
        if (isStopped()) {
            state = RunState.STOPPED;
        } else if (cancelled && !all) {
            state = RunState.CANCELLED;
        } else {
            state = RunState.DONE;
        }
    }

    /// Whether the run is under way, or how it ended.
    public RunState state() {
        return state;
    }

    /// How long the run has taken, or took.
    public Duration elapsed() {
        boolean running = state == RunState.RUNNING;
        return Duration.ofNanos((running ? System.nanoTime() : ended) - start);
    }
}
