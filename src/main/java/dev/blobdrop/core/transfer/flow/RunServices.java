package dev.blobdrop.core.transfer.flow;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;

/// What each run gets from the engine, whatever it does.
///
/// @param cancelled counted down when the run is cancelled
/// @param threads of this run
public record RunServices(
        Sender sender, Retry retry, RunStatus status, CountDownLatch cancelled, ExecutorService threads) {

    /// Whether somebody cancelled the run.
    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /// Whether the run was cancelled, or stopped because of a problem.
    public boolean isEnding() {
        return isCancelled() || status.isStopped();
    }

    /// @throws CancellationException when the run is ending, so no further request may be made
    public void checkRunning() {
        if (isEnding()) {
            throw new CancellationException();
        }
    }
}
