package dev.blobdrop.core.transfer.flow;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A limit on bytes per second over all transfers of an engine; it may be changed at any time.
/// Bytes are paid for before they are sent: whoever sends waits until a line of that speed would
/// have carried them.
public final class RateCap {
    /// Who waits looks this often whether the limit has changed.
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private volatile double bytesPerNano;
    private long freeAt = System.nanoTime();
    private int changes;

    /// The end of a wait, and under which limit it was reckoned.
    private record Turn(long at, int changes) {}

    /// @param bytesPerSecond 0 for no limit
    public RateCap(long bytesPerSecond) {
        this.bytesPerNano = bytesPerSecond / 1e9;
    }

    /// Takes effect at once, also for those who wait.
    public synchronized void limit(long bytesPerSecond) {
        bytesPerNano = bytesPerSecond / 1e9;
        freeAt = System.nanoTime();
        changes++;
    }

    /// @param cancelled ends the wait
    /// @throws CancellationException when it did
    void pay(int bytes, CountDownLatch cancelled) throws InterruptedException {
        if (bytesPerNano <= 0) {
            return;
        }
        Turn turn = reserve(bytes);
        for (long wait = turn.at - System.nanoTime(); wait > 0; wait = turn.at - System.nanoTime()) {
            if (cancelled.await(Math.min(wait, LOOK_NANOS), TimeUnit.NANOSECONDS)) {
                throw new CancellationException();
            }
            if (hasChangedSince(turn)) {
                turn = reserve(bytes);
            }
        }
    }

    private synchronized Turn reserve(int bytes) {
        long now = System.nanoTime();
        if (bytesPerNano <= 0) {
            return new Turn(now, changes);
        }
        freeAt = Math.max(now, freeAt) + (long) (bytes / bytesPerNano);
        return new Turn(freeAt, changes);
    }

    private synchronized boolean hasChangedSince(Turn turn) {
        return changes != turn.changes;
    }
}
