package dev.blobdrop.core.transfer;

import dev.blobdrop.core.storage.BlobStore;

import java.util.concurrent.ExecutorService;

/// What all blobs of one download share.
record DownloadContext(
        BlobStore store,
        DownloadRequest request,
        TargetFolder folder,
        DownloadBooks books,
        BufferBudget budget,
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
