package dev.blobdrop.core.transfer;

import dev.blobdrop.core.storage.BlobStore;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;

/// What all uploads of one run share.
record RunContext(
        BlobStore store,
        UploadRequest request,
        Rerun again,
        Report report,
        Slices slices,
        BlockHelpers helpers,
        Progress progress,
        NameLookup names,
        RunParts parts) {

    Sender sender() {
        return parts.sender();
    }

    ExecutorService threads() {
        return parts.threads();
    }

    /// Counted down when the run is to end.
    CountDownLatch cancelled() {
        return parts.cancelled();
    }

    boolean isCancelled() {
        return parts.isCancelled();
    }

    boolean isEnding() {
        return parts.isEnding();
    }

    /// @throws java.util.concurrent.CancellationException when no further request may be made
    void checkRunning() {
        parts.checkRunning();
    }
}
