package dev.blobdrop.core.transfer.flow;

import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

/// Holds back the requests of one run while it is paused. Safe for use by many threads.
public final class PauseSwitch {
    /// How often a paused request checks whether its run was cancelled.
    private static final long POLL_MILLIS = 100;

    private final LongSupplier clock;
    private volatile boolean paused;
    private long pausedAt;
    private long pausedFor;

    /// A switch that is not paused.
    public PauseSwitch() {
        this(System::nanoTime);
    }

    /// @param clock in nanoseconds
    public PauseSwitch(LongSupplier clock) {
        this.clock = clock;
    }

    /// Lets requests in flight end and holds back the next ones.
    public synchronized void pause() {
        if (!paused) {
            paused = true;
            pausedAt = clock.getAsLong();
        }
    }

    /// Ends the pause.
    public synchronized void resume() {
        if (paused) {
            paused = false;
            pausedFor += clock.getAsLong() - pausedAt;
            notifyAll();
        }
    }

    /// Whether requests are held back.
    public boolean isPaused() {
        return paused;
    }

    /// Waits until the pause ends or the run is cancelled.
    void awaitResumed(CountDownLatch cancelled) throws InterruptedException {
        if (paused) {
            waitFor(cancelled);
        }
    }

    private synchronized void waitFor(CountDownLatch cancelled) throws InterruptedException {
        while (paused && cancelled.getCount() > 0) {
            wait(POLL_MILLIS);
        }
    }

    /// A clock, in nanoseconds, that stops while the run is paused, so that a pause uses up no
    /// patience.
    public synchronized long nanos() {
        return (paused ? pausedAt : clock.getAsLong()) - pausedFor;
    }
}
