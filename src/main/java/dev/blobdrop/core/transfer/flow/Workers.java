package dev.blobdrop.core.transfer.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/// The threads that deal with the blobs of one run. Each takes the next blob itself and does all of
/// its work, so that a small one costs no change of threads; some blobs wait, so that none of them
/// waits for the thread that finds the blobs. Used by that one thread.
public final class Workers {
    private final RunServices run;
    private final IntSupplier atOnce;
    private final int mostWaiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Condition ended = lock.newCondition();
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private int threads;
    private int idle;
    private boolean complete;

    /// How one blob is dealt with.
    @FunctionalInterface
    public interface Work {
        void run() throws InterruptedException;
    }

    private record Piece(Work work, Consumer<Throwable> failed) {}

    /// @param atOnce blobs begun at once, at least 1; may grow
    /// @param mostWaiting blobs that are found and not begun, at least 1
    public Workers(RunServices run, IntSupplier atOnce, int mostWaiting) {
        this.run = run;
        this.atOnce = atOnce;
        this.mostWaiting = mostWaiting;
    }

    /// Waits while very many wait. A blob that is not ended because the run ends is not told of.
    ///
    /// @param failed is told of everything else that the work throws
    public void begin(Work piece, Consumer<Throwable> failed) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.size() >= mostWaiting) {
                room.await();
            }
            waiting.add(new Piece(piece, failed));
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
        run.threads().execute(this::workOn);
    }

    private void workOn() {
        try {
            for (Optional<Piece> piece = next(); piece.isPresent(); piece = next()) {
                deal(piece.get());
            }
        } finally {
            leave();
        }
    }

    /// @return empty when there will be no more
    private Optional<Piece> next() {
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
            Optional<Piece> piece = Optional.ofNullable(waiting.poll());
            if (waiting.size() == mostWaiting / 2) {
                room.signal();
            }
            return piece;
        } finally {
            lock.unlock();
        }
    }

    private void deal(Piece piece) {
        try {
            run.checkRunning();
            piece.work().run();
        } catch (CancellationException | InterruptedException e) {
            // Counted as left.
        } catch (RuntimeException | Error e) {
            if (!run.isCancelled() || LastLook.isDoubt(e)) {
                piece.failed().accept(e);
            }
        } finally {
            // Only a run that is ending interrupts, and then the next one is not begun.
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
            room.signal();
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until all that was begun has ended, and its threads with it.
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
