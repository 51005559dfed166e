package dev.blobdrop.core.transfer;

import dev.blobdrop.core.storage.BlobStore;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;

/// What all blobs of one download share.
///
/// @param cancelled counted down when the run is to end
/// @param threads virtual threads of this run
record DownloadContext(
        BlobStore store,
        DownloadRequest request,
        TargetFolder folder,
        DownloadBooks books,
        BufferBudget budget,
        Sender sender,
        Retry retry,
        CountDownLatch cancelled,
        ExecutorService threads) {

    boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    boolean isEnding() {
        return isCancelled() || books.isStopped();
    }

    /// @throws CancellationException when no further request may be made
    void checkRunning() {
        if (isEnding()) {
            throw new CancellationException();
        }
    }
}
