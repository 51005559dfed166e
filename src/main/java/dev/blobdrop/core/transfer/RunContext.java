package dev.blobdrop.core.transfer;

import dev.blobdrop.core.storage.BlobStore;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;

/// What all uploads of one run share.
///
/// @param cancelled counted down when the run is to end
/// @param threads virtual threads of this run
record RunContext(
        BlobStore store,
        UploadRequest request,
        Rerun again,
        Report report,
        BufferBudget budget,
        Sender sender,
        Progress progress,
        CountDownLatch cancelled,
        ExecutorService threads) {

    boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    boolean isEnding() {
        return isCancelled() || progress.isStopped();
    }

    /// @throws CancellationException when no further request may be made
    void checkRunning() {
        if (isEnding()) {
            throw new CancellationException();
        }
    }
}
