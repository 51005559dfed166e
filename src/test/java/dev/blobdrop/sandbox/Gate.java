package dev.blobdrop.sandbox;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Holds requests back until a test lets them go, so that it can act while they are under way
/// without guessing how long that takes. A reset of the gateway opens it.
public final class Gate {
    private static final long LIMIT_SECONDS = 60;

    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch opened = new CountDownLatch(1);

    /// Waits until so many requests stand here.
    ///
    /// @throws IllegalStateException when they do not come
    public void awaitArrived(int count) throws InterruptedException {
        if (!arrived.tryAcquire(count, LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Only %d of %d requests came".formatted(arrived.availablePermits(), count));
        }
    }

    /// Lets them go, and every later one.
    public void open() {
        opened.countDown();
    }

    /// The request's side.
    void pass() throws IOException {
        arrived.release();
        try {
            if (!opened.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("nobody opened the gate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
