package dev.blobdrop.core.transfer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Work of the engine that is under way: look at it, wait for it, or cancel it. Safe for use by
/// many
/// threads.
///
/// @param <S> how it is seen at one moment
public abstract sealed class Running<S> permits Transfer, Download {
    private final CountDownLatch cancelled;
    private final PauseSwitch pause;
    private final CountDownLatch ended = new CountDownLatch(1);

    Running(CountDownLatch cancelled, PauseSwitch pause) {
        this.cancelled = cancelled;
        this.pause = pause;
    }

    public abstract S snapshot();

    /// Begins nothing new and lets requests under way finish.
    public void cancel() {
        cancelled.countDown();
    }

    final boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /// Makes no new request until [#resume]; requests under way finish. What was done is not done
    /// again. The time does not count as trouble.
    public final void pause() {
        pause.pause();
    }

    public final void resume() {
        pause.resume();
    }

    public final boolean isPaused() {
        return pause.isPaused();
    }

    /// Waits for the end.
    ///
    /// @return the last snapshot
    public final S await() throws InterruptedException {
        ended.await();
        return snapshot();
    }

    /// Waits for the end, at most that long.
    ///
    /// @return whether it has ended
    public final boolean await(Duration limit) throws InterruptedException {
        return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Lets go of those who wait; the last snapshot must be there before.
    final void ended() {
        ended.countDown();
    }
}
