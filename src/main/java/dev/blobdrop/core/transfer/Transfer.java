package dev.blobdrop.core.transfer;

import java.util.concurrent.CountDownLatch;

/// A running transfer.
public final class Transfer extends Running<TransferSnapshot> {
    private final Progress progress;

    Transfer(Progress progress, CountDownLatch cancelled, PauseSwitch pause) {
        super(cancelled, pause);
        this.progress = progress;
    }

    @Override
    public TransferSnapshot snapshot() {
        return progress.snapshot();
    }

    /// Begins nothing new and lets requests under way finish. Blocks already sent stay on the
    /// service for 7 days and make a later run shorter.
    @Override
    public void cancel() {
        super.cancel();
    }

    void end(TransferSnapshot.State state) {
        progress.end(state);
        ended();
    }
}
