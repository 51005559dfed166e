package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.transfer.flow.Priority;
import dev.blobdrop.core.transfer.local.Slices;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/// The threads that handle the files of one queue. Each takes a file, does all the work on it, and
/// takes the next one, so nothing is handed over between threads. Another thread starts when more
/// files wait than threads, up to as many as are useful.
final class QueueWorkers {
    private final Priority priority;
    private final FileQueue queue;
    private final IntSupplier useful;
    private final UploadContext run;
    private final Work work;
    private final AtomicInteger count = new AtomicInteger();
    private final Phaser ended = new Phaser(1);

    /// The work on one file.
    @FunctionalInterface
    interface Work {
        void on(PlannedFile file, Slices.Slice slice);
    }

    /// @param useful how many files may be handled at the same time now
    QueueWorkers(Priority priority, FileQueue queue, IntSupplier useful, UploadContext run, Work work) {
        this.priority = priority;
        this.queue = queue;
        this.useful = useful;
        this.run = run;
        this.work = work;
    }

    /// Starts one thread.
    void start() {
        startThread(run.threads());
        queue.onBacklog(priority, this::startThreadIfUseful);
    }

    private void startThreadIfUseful() {
        if (count.get() < useful.getAsInt()) {
            startThread(run.threads());
        }
    }

    /// Returns when all files have been handled, or no more may be.
    void await() throws InterruptedException {
        ended.awaitAdvanceInterruptibly(ended.arrive());
    }

    private void startThread(ExecutorService threads) {
        count.incrementAndGet();
        ended.register();
        try {
            threads.execute(() -> {
                try {
                    work();
                } finally {
                    count.decrementAndGet();
                    ended.arriveAndDeregister();
                }
            });
        } catch (RejectedExecutionException e) {
            count.decrementAndGet();
            ended.arriveAndDeregister();
        }
    }

    private void work() {
        try (Slices.Slice slice = run.slices().take()) {
            for (Optional<PlannedFile> next = queue.next(priority); next.isPresent(); next = queue.next(priority)) {
                if (queue.hasMore(priority)) {
                    startThreadIfUseful();
                }
                work.on(next.get(), slice);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
