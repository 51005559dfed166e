package dev.blobdrop.core.transfer.flow;

import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

/// Holds back the requests of one run while it is paused. Safe for use by many threads.
public final class PauseSwitch {
    /// How soon a cancelled run leaves its pause.
    private static final long LOOK_MILLIS = 100;

    private final LongSupplier clock;
    private volatile boolean paused;
    private long pausedAt;
    private long pausedFor;

    public PauseSwitch() {
        this(System::nanoTime);
    }

    /// @param clock in nanoseconds
    public PauseSwitch(LongSupplier clock) {
        this.clock = clock;
    }

    public synchronized void pause() {
        if (!paused) {
            paused = true;
            pausedAt = clock.getAsLong();
        }
    }

    public synchronized void resume() {
        if (paused) {
            paused = false;
            pausedFor += clock.getAsLong() - pausedAt;
            notifyAll();
        }
    }

    public boolean isPaused() {
        return paused;
    }

    /// Waits for the end of the pause, or of the run.
    void awaitResumed(CountDownLatch cancelled) throws InterruptedException {
        if (paused) {
            waitFor(cancelled);
        }
    }

    private synchronized void waitFor(CountDownLatch cancelled) throws InterruptedException {
        while (paused && cancelled.getCount() > 0) {
            wait(LOOK_MILLIS);
        }
    }

    /// A clock that stands still while the run is paused: a pause is no trouble of the network.
    public synchronized long nanos() {
        return (paused ? pausedAt : clock.getAsLong()) - pausedFor;
    }
}
