package dev.blobdrop.core.transfer;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A limit on bytes per second over all transfers of a run. Bytes are paid for before they are
/// sent: whoever sends waits until a line of that speed would have carried them.
final class RateCap {
    private final double bytesPerNano;
    private long freeAt = System.nanoTime();

    /// @param bytesPerSecond 0 for no limit
    RateCap(long bytesPerSecond) {
        this.bytesPerNano = bytesPerSecond / 1e9;
    }

    /// @param cancelled ends the wait
    /// @throws CancellationException when it did
    void pay(int bytes, CountDownLatch cancelled) throws InterruptedException {
        if (bytesPerNano <= 0) {
            return;
        }
        long wait;
        synchronized (this) {
            long now = System.nanoTime();
            long start = Math.max(now, freeAt);
            freeAt = start + (long) (bytes / bytesPerNano);
            wait = freeAt - now;
        }
        if (cancelled.await(wait, TimeUnit.NANOSECONDS)) {
            throw new CancellationException();
        }
    }
}
