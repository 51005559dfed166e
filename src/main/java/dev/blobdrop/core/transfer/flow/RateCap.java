package dev.blobdrop.core.transfer.flow;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A limit on bytes per second over all transfers of an engine; it may be changed at any time. A
/// request waits before it is sent until a line of that speed would have carried its bytes.
public final class RateCap {
    /// How often a waiting request checks whether the limit has changed.
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private volatile double bytesPerNano;
    private long freeAt = System.nanoTime();
    private int changes;

    /// The end of a wait, and the number of the limit that it was computed with.
    private record Turn(long at, int changes) {}

    /// @param bytesPerSecond 0 for no limit
    public RateCap(long bytesPerSecond) {
        this.bytesPerNano = bytesPerSecond / 1e9;
    }

    /// Changes the limit, at once and for waiting requests too.
    ///
    /// @param bytesPerSecond 0 for no limit
    public synchronized void limit(long bytesPerSecond) {
        bytesPerNano = bytesPerSecond / 1e9;
        freeAt = System.nanoTime();
        changes++;
    }

    /// Waits until the bytes may be sent; not at all for none.
    ///
    /// @throws CancellationException when the run is cancelled meanwhile
    void acquire(int bytes, CountDownLatch cancelled) throws InterruptedException {
        if (bytesPerNano <= 0 || bytes == 0) {
            return;
        }
        Turn turn = reserve(bytes);
        for (long wait = turn.at - System.nanoTime(); wait > 0; wait = turn.at - System.nanoTime()) {
            if (cancelled.await(Math.min(wait, POLL_NANOS), TimeUnit.NANOSECONDS)) {
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
