package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.transfer.Rerun;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.flow.RunServices;
import dev.blobdrop.core.transfer.flow.Sender;
import dev.blobdrop.core.transfer.local.Slices;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;

/// What all files of one upload share.
public record UploadContext(
        BlobStore store,
        UploadRequest request,
        Rerun again,
        UploadResults results,
        Slices slices,
        BlockHelpers helpers,
        UploadProgress progress,
        NameLookup names,
        RunServices services) {

    Sender sender() {
        return services.sender();
    }

    ExecutorService threads() {
        return services.threads();
    }

    /// Counted down when the run is cancelled.
    CountDownLatch cancelled() {
        return services.cancelled();
    }

    boolean isCancelled() {
        return services.isCancelled();
    }

    boolean isEnding() {
        return services.isEnding();
    }

    /// @throws java.util.concurrent.CancellationException when the run is ending, so no further
    ///     request may be made
    void checkRunning() {
        services.checkRunning();
    }
}
