package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.flow.Retry;
import dev.blobdrop.core.transfer.flow.RunServices;
import dev.blobdrop.core.transfer.flow.Sender;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/// What all blobs of one download share.
///
/// @param helpers permits for threads, besides the workers, that download parts of large blobs
public record DownloadContext(
        BlobStore store,
        DownloadRequest request,
        TargetFolder folder,
        FreeSpace space,
        DownloadResults results,
        BufferBudget budget,
        Semaphore helpers,
        RunServices parts) {

    Sender sender() {
        return parts.sender();
    }

    Retry retry() {
        return parts.retry();
    }

    ExecutorService threads() {
        return parts.threads();
    }

    /// @throws java.util.concurrent.CancellationException when the run is ending, so no further
    ///     request may be made
    void checkRunning() {
        parts.checkRunning();
    }
}
