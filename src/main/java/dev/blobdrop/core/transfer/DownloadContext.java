package dev.blobdrop.core.transfer;

import dev.blobdrop.core.storage.BlobStore;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/// What all blobs of one download share.
///
/// @param helpers threads beside the workers' own that bring parts of large blobs
record DownloadContext(
        BlobStore store,
        DownloadRequest request,
        TargetFolder folder,
        FreeSpace space,
        DownloadBooks books,
        BufferBudget budget,
        Semaphore helpers,
        RunParts parts) {

    Sender sender() {
        return parts.sender();
    }

    Retry retry() {
        return parts.retry();
    }

    ExecutorService threads() {
        return parts.threads();
    }

    /// @throws java.util.concurrent.CancellationException when no further request may be made
    void checkRunning() {
        parts.checkRunning();
    }
}
