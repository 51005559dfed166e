package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.transfer.flow.BlockPlan;
import dev.blobdrop.core.transfer.flow.FirstFailure;
import dev.blobdrop.core.transfer.local.SourceFile;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/// The MD5 of a large file, computed by a separate thread while others send the file: MD5 has to be
/// computed in order, by one thread. On a line that is faster than that, the senders wait for it;
/// otherwise they would take all processors, and most of the file would be read again after all of
/// it was sent.
final class WholeMd5 {
    /// How many blocks the senders may be ahead.
    private static final int LEAD = 4;

    /// Bytes between two notifications of the waiting senders.
    private static final long STEP = BlockPlan.MIB;

    /// How often a waiting sender checks whether the run has ended, which notifies nobody.
    private static final long POLL_MILLIS = 100;

    private final CompletableFuture<byte[]> sum = new CompletableFuture<>();
    private final long lead;
    private long summed;

    private WholeMd5(long lead) {
        this.lead = lead;
    }

    static WholeMd5 begin(SourceFile source, Executor threads) {
        WholeMd5 md5 = new WholeMd5(LEAD * (long) BlockPlan.of(source.size()).blockLength());
        try {
            threads.execute(() -> md5.compute(source));
        } catch (RejectedExecutionException e) {
            throw new CancellationException();
        }
        return md5;
    }

    private void compute(SourceFile source) {
        try {
            sum.complete(source.md5(this::continues));
        } catch (RuntimeException | Error e) {
            sum.completeExceptionally(e);
        }
        notifyWaiting(Long.MAX_VALUE);
    }

    private boolean continues(long bytes) {
        if (bytes - summed >= STEP) {
            notifyWaiting(bytes);
        }
        return !sum.isDone();
    }

    private synchronized void notifyWaiting(long bytes) {
        summed = bytes;
        notifyAll();
    }

    /// Waits until the computation is not far behind that offset of the file.
    ///
    /// @param check throws when the run ends
    void awaitNear(long offset, Runnable check) throws InterruptedException {
        while (isFarFrom(offset)) {
            check.run();
        }
    }

    private synchronized boolean isFarFrom(long offset) throws InterruptedException {
        if (offset - summed > lead) {
            wait(POLL_MILLIS);
        }
        return offset - summed > lead;
    }

    /// Waits for the MD5.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when the file cannot be read
    byte[] await() throws InterruptedException {
        try {
            return sum.get();
        } catch (ExecutionException e) {
            throw FirstFailure.unchecked(e.getCause());
        }
    }

    /// Ends the computation.
    void stop() {
        sum.complete(new byte[0]);
    }
}
