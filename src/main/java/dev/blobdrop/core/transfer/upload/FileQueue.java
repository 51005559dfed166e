package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.transfer.flow.Priority;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Files between the walk and the workers: one queue for small files and one for large ones, so
/// that neither kind waits behind the other. Both are short; when one is full, the walk waits.
final class FileQueue {
    /// Files waiting in each queue. A million files are walked, not listed. Long waits would also
    /// promote these objects to the old generation, which is collected late.
    private static final int AHEAD = 1_000;

    private static final long POLL_MILLIS = 100;

    private final Map<Priority, SubQueue> queues = new EnumMap<>(Priority.class);
    private final BooleanSupplier ending;

    /// One of the two queues. Each has its own lock, because many threads take from it.
    private static final class SubQueue {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final Condition hasRoom = lock.newCondition();
        private final ArrayDeque<PlannedFile> files = new ArrayDeque<>();
        private Runnable onBacklog = () -> {};
        private int waitingThreads;
        private boolean isClosed;
    }

    /// @param ending whether no more files are to be sent
    FileQueue(BooleanSupplier ending) {
        this.ending = ending;
        for (Priority priority : Priority.values()) {
            queues.put(priority, new SubQueue());
        }
    }

    /// @param onBacklog called when more files wait in the queue than threads wait for one
    void onBacklog(Priority priority, Runnable onBacklog) {
        queues.get(priority).onBacklog = onBacklog;
    }

    void put(PlannedFile file) {
        SubQueue queue = queues.get(file.priority());
        if (addAndCheckBacklog(queue, file)) {
            queue.onBacklog.run();
        }
    }

    private boolean addAndCheckBacklog(SubQueue queue, PlannedFile file) {
        queue.lock.lock();
        try {
            while (queue.files.size() >= AHEAD) {
                queue.hasRoom.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (ending.getAsBoolean()) {
                    return false;
                }
            }
            queue.files.add(file);
            queue.changed.signal();
            return queue.files.size() > queue.waitingThreads;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            queue.lock.unlock();
        }
    }

    /// To be called when no more files will come.
    void close() {
        for (SubQueue queue : queues.values()) {
            queue.lock.lock();
            try {
                queue.isClosed = true;
                queue.changed.signalAll();
            } finally {
                queue.lock.unlock();
            }
        }
    }

    /// Whether a file waits in this queue.
    boolean hasMore(Priority priority) {
        SubQueue queue = queues.get(priority);
        queue.lock.lock();
        try {
            return !queue.files.isEmpty();
        } finally {
            queue.lock.unlock();
        }
    }

    /// Takes the next file of a queue and waits for it; empty at the end, or when no more files are
    /// to be sent.
    Optional<PlannedFile> next(Priority priority) throws InterruptedException {
        SubQueue queue = queues.get(priority);
        queue.lock.lockInterruptibly();
        queue.waitingThreads++;
        try {
            while (!ending.getAsBoolean()) {
                PlannedFile file = queue.files.poll();
                if (file != null) {
                    if (queue.files.size() == AHEAD / 2) {
                        queue.hasRoom.signalAll();
                    }
                    return Optional.of(file);
                }
                if (queue.isClosed) {
                    break;
                }
                queue.changed.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
            }
            return Optional.empty();
        } finally {
            queue.waitingThreads--;
            queue.lock.unlock();
        }
    }
}
