package dev.blobdrop.core.transfer.engine;

import dev.blobdrop.core.transfer.flow.PauseSwitch;
import dev.blobdrop.core.transfer.flow.RunStatus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Work of the engine that is under way: look at it, wait for it, or cancel it. Safe for use by
/// many threads.
///
/// @param <S> how it is seen at one moment
public abstract class Run<S> {
    private final RunStatus status;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final PauseSwitch pause = new PauseSwitch();
    private final CountDownLatch ended = new CountDownLatch(1);

    Run(RunStatus status) {
        this.status = status;
    }

    public abstract S snapshot();

    /// How many were found and have not ended.
    abstract long left();

    /// Begins nothing new and lets requests under way finish.
    public final void cancel() {
        cancelled.countDown();
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

    final RunStatus status() {
        return status;
    }

    /// Counted down when nothing new is to be begun.
    final CountDownLatch cancelled() {
        return cancelled;
    }

    final PauseSwitch pauseSwitch() {
        return pause;
    }

    /// Makes the last snapshot and lets go of those who wait for it.
    final void end() {
        status.end(cancelled.getCount() == 0, left());
        ended.countDown();
    }
}
