package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.storage.BlobProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;

/// Looks up named blobs, many at the same time, and returns them in the order in which they were
/// named, so that it does not depend on the network which of two gets a file name first. For one
/// thread.
final class NamedBlobs {
    private final ExecutorService threads;
    private final int most;
    private final List<Pending> pending = new ArrayList<>();

    private record Pending(String name, FutureTask<BlobProperties> task) {}

    /// One blob that was looked up.
    sealed interface Named {
        String name();

        record Found(String name, BlobProperties blob) implements Named {}

        record Failed(String name, Throwable why) implements Named {}
    }

    /// Asks the service for one blob.
    @FunctionalInterface
    interface Lookup {
        BlobProperties find(String name) throws InterruptedException;
    }

    /// @param most looked up at the same time
    NamedBlobs(ExecutorService threads, int most) {
        this.threads = threads;
        this.most = most;
    }

    /// Starts to look one up.
    ///
    /// @return whether so many are being looked up that they must be taken first
    boolean add(String name, Lookup lookup) {
        FutureTask<BlobProperties> task = new FutureTask<>(() -> lookup.find(name));
        pending.add(new Pending(name, task));
        threads.execute(task);
        return pending.size() >= most;
    }

    /// Waits for all that are being looked up.
    ///
    /// @throws CancellationException when the run is ending
    List<Named> take() throws InterruptedException {
        List<Named> named = new ArrayList<>();
        for (Pending blob : pending) {
            try {
                named.add(new Named.Found(blob.name(), blob.task().get()));
            } catch (ExecutionException e) {
                if (e.getCause() instanceof CancellationException ending) {
                    throw ending;
                }
                if (e.getCause() instanceof InterruptedException) {
                    throw new CancellationException();
                }
                named.add(new Named.Failed(blob.name(), e.getCause()));
            }
        }
        pending.clear();
        return named;
    }
}
