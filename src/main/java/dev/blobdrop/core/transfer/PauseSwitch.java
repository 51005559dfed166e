package dev.blobdrop.core.transfer;

import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

/// Holds back the requests of one run while it is paused. Safe for use by many threads.
final class PauseSwitch {
    /// How soon a cancelled run leaves its pause.
    private static final long LOOK_MILLIS = 100;

    private final LongSupplier clock;
    private volatile boolean paused;
    private long pausedAt;
    private long pausedFor;

    PauseSwitch() {
        this(System::nanoTime);
    }

    /// @param clock in nanoseconds
    PauseSwitch(LongSupplier clock) {
        this.clock = clock;
    }

    synchronized void pause() {
        if (!paused) {
            paused = true;
            pausedAt = clock.getAsLong();
        }
    }

    synchronized void resume() {
        if (paused) {
            paused = false;
            pausedFor += clock.getAsLong() - pausedAt;
            notifyAll();
        }
    }

    boolean isPaused() {
        return paused;
    }

    /// Waits for the end of the pause, or of the run.
    void pass(CountDownLatch cancelled) throws InterruptedException {
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
    synchronized long nanos() {
        return (paused ? pausedAt : clock.getAsLong()) - pausedFor;
    }
}
