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
        RunServices services) {

    Sender sender() {
        return services.sender();
    }

    Retry retry() {
        return services.retry();
    }

    ExecutorService threads() {
        return services.threads();
    }

    /// @throws java.util.concurrent.CancellationException when the run is ending, so no further
    ///     request may be made
    void checkRunning() {
        services.checkRunning();
    }
}
