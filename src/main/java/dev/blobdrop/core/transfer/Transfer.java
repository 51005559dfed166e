package dev.blobdrop.core.transfer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A running transfer: look at it, wait for it, or cancel it. Safe for use by many threads.
public final class Transfer {
    private final Progress progress;
    private final CountDownLatch cancelled;
    private final PauseSwitch pause;
    private final CountDownLatch ended = new CountDownLatch(1);

    Transfer(Progress progress, CountDownLatch cancelled, PauseSwitch pause) {
        this.progress = progress;
        this.cancelled = cancelled;
        this.pause = pause;
    }

    public TransferSnapshot snapshot() {
        return progress.snapshot();
    }

    /// Begins nothing new and lets requests under way finish. Blocks already sent stay on the
    /// service for 7 days and make a later run shorter.
    public void cancel() {
        cancelled.countDown();
    }

    /// Makes no new request until [#resume]; requests under way finish. What was sent is not sent
    /// again. The time does not count as trouble.
    public void pause() {
        pause.pause();
    }

    public void resume() {
        pause.resume();
    }

    public boolean isPaused() {
        return pause.isPaused();
    }

    /// Waits for the end.
    ///
    /// @return the last snapshot
    public TransferSnapshot await() throws InterruptedException {
        ended.await();
        return snapshot();
    }

    /// Waits for the end, at most that long.
    ///
    /// @return whether it has ended
    public boolean await(Duration limit) throws InterruptedException {
        return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end(TransferSnapshot.State state) {
        progress.end(state);
        ended.countDown();
    }
}
