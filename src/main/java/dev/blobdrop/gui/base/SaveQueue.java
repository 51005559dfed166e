package dev.blobdrop.gui.base;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/// Writes items in the background, one at a time and in order.
///
/// @param <T> an item to write
public final class SaveQueue<T> {
    private static final long MOST_WAIT_NANOS = 3_000_000_000L;

    private final UiThreads threads;
    private final Consumer<T> writer;
    private final Consumer<Optional<Problem>> outcome;
    private final Deque<T> unwritten = new ArrayDeque<>();
    private boolean writing;

    /// @param writer writes one item, not on the window's thread; after a [ProblemException] the
    ///     next items are still written
    /// @param outcome called on the window's thread when the queue is empty, with the last problem
    public SaveQueue(UiThreads threads, Consumer<T> writer, Consumer<Optional<Problem>> outcome) {
        this.threads = threads;
        this.writer = writer;
        this.outcome = outcome;
    }

    /// Adds an item and returns at once.
    public void add(T next) {
        boolean begin;
        synchronized (unwritten) {
            unwritten.add(next);
            begin = !writing;
            writing = true;
        }
        if (begin) {
            threads.work(this::writeAll, outcome, problem -> outcome.accept(Optional.of(problem)));
        }
    }

    private Optional<Problem> writeAll() {
        Optional<Problem> refused = Optional.empty();
        for (Optional<T> next = next(); next.isPresent(); next = next()) {
            try {
                writer.accept(next.get());
            } catch (ProblemException e) {
                refused = Optional.of(e.problem());
            }
        }
        return refused;
    }

    private Optional<T> next() {
        synchronized (unwritten) {
            writing = !unwritten.isEmpty();
            if (!writing) {
                unwritten.notifyAll();
            }
            return Optional.ofNullable(unwritten.poll());
        }
    }

    /// Waits until everything is written, for three seconds at most. Not for the window's thread.
    public void finish() {
        long deadline = System.nanoTime() + MOST_WAIT_NANOS;
        synchronized (unwritten) {
            while (writing && System.nanoTime() < deadline) {
                try {
                    unwritten.wait(100);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
