package dev.blobdrop.core.transfer.flow;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;

/// What the engine gives to each run, whatever it does.
///
/// @param sender makes the run's requests
/// @param cancelled counted down when the run is to end
/// @param threads virtual threads of this run
public record RunServices(
        Sender sender, Retry retry, RunStatus status, CountDownLatch cancelled, ExecutorService threads) {

    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    public boolean isEnding() {
        return isCancelled() || status.isStopped();
    }

    /// @throws CancellationException when no further request may be made
    public void checkRunning() {
        if (isEnding()) {
            throw new CancellationException();
        }
    }
}
