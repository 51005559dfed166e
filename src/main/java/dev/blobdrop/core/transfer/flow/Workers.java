package dev.blobdrop.core.transfer.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/// The worker threads of one run. Each takes the next blob from a queue and does all the work on
/// it, so that a small blob needs no handover between threads; the queue keeps them from waiting
/// for the thread that finds the blobs. Blobs are added by that one thread.
public final class Workers {
    private final RunServices run;
    private final IntSupplier atOnce;
    private final int mostWaiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition space = lock.newCondition();
    private final Condition ended = lock.newCondition();
    private final Deque<Job> waiting = new ArrayDeque<>();
    private int threads;
    private int idle;
    private boolean complete;

    /// The work on one blob.
    @FunctionalInterface
    public interface Work {
        /// Whatever it throws ends only this blob.
        void run() throws InterruptedException;
    }

    private record Job(Work work, Consumer<Throwable> failed) {}

    /// @param atOnce the most blobs begun at the same time, at least 1; may grow
    /// @param mostWaiting the most blobs that are found and not begun, at least 1
    public Workers(RunServices run, IntSupplier atOnce, int mostWaiting) {
        this.run = run;
        this.atOnce = atOnce;
        this.mostWaiting = mostWaiting;
    }

    /// Adds a blob to the queue; waits while that is full. A blob that is not finished because the
    /// run ends counts as left and is not reported.
    ///
    /// @param failed gets everything else that the work throws
    public void begin(Work job, Consumer<Throwable> failed) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.size() >= mostWaiting) {
                space.await();
            }
            waiting.add(new Job(job, failed));
            if (idle > 0) {
                work.signal();
            } else if (threads < atOnce.getAsInt()) {
                startThread();
            }
        } finally {
            lock.unlock();
        }
    }

    private void startThread() {
        threads++;
        run.threads().execute(this::handleAll);
    }

    private void handleAll() {
        try {
            for (Optional<Job> job = next(); job.isPresent(); job = next()) {
                handle(job.get());
            }
        } finally {
            leave();
        }
    }

    /// @return empty when no more blobs will come
    private Optional<Job> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !complete) {
                idle++;
                try {
                    work.awaitUninterruptibly();
                } finally {
                    idle--;
                }
            }
            Optional<Job> job = Optional.ofNullable(waiting.poll());
            if (waiting.size() == mostWaiting / 2) {
                space.signal();
            }
            return job;
        } finally {
            lock.unlock();
        }
    }

    private void handle(Job job) {
        try {
            run.checkRunning();
            job.work().run();
        } catch (CancellationException | InterruptedException e) {
            // The blob counts as left.
        } catch (RuntimeException | Error e) {
            if (!run.isCancelled() || LastLook.isDoubt(e)) {
                job.failed().accept(e);
            }
        } finally {
            // Only a run that is ending interrupts its threads, and it begins no other blob.
            Thread.interrupted();
        }
    }

    private void leave() {
        lock.lock();
        try {
            threads--;
            if (!waiting.isEmpty()) {
                startThread();
            }
            space.signal();
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until all blobs added so far have ended, and the threads too.
    public void await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            complete = true;
            work.signalAll();
            while (threads > 0) {
                ended.await();
            }
        } finally {
            complete = false;
            lock.unlock();
        }
    }
}
