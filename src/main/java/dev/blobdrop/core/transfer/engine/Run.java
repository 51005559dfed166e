package dev.blobdrop.core.transfer.engine;

import dev.blobdrop.core.transfer.flow.PauseSwitch;
import dev.blobdrop.core.transfer.flow.RunStatus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A run of the engine: read its state, wait for it, pause it, or cancel it. Safe for use by many
/// threads.
///
/// @param <S> its state at one moment
public abstract class Run<S> {
    private final RunStatus status;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final PauseSwitch pause = new PauseSwitch();
    private final CountDownLatch ended = new CountDownLatch(1);

    Run(RunStatus status) {
        this.status = status;
    }

    /// The state now.
    public abstract S snapshot();

    /// How many were found and have not ended.
    abstract long left();

    /// Begins nothing new; requests in flight may finish.
    public final void cancel() {
        cancelled.countDown();
    }

    /// Makes no new requests until [#resume]; those in flight finish, and nothing has to be
    /// repeated. A pause does not count as a time without progress.
    public final void pause() {
        pause.pause();
    }

    /// Ends the pause.
    public final void resume() {
        pause.resume();
    }

    /// Whether the run is paused.
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

    /// Waits for the end, for a limited time.
    ///
    /// @return whether it has ended
    public final boolean await(Duration limit) throws InterruptedException {
        return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    final RunStatus status() {
        return status;
    }

    /// Counted down when nothing new may begin.
    final CountDownLatch cancelled() {
        return cancelled;
    }

    final PauseSwitch pauseSwitch() {
        return pause;
    }

    /// Sets the final state and releases those who wait for it.
    final void end() {
        status.end(cancelled.getCount() == 0, left());
        ended.countDown();
    }
}
