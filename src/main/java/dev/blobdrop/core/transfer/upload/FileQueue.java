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

    private static final long LOOK_MILLIS = 100;

    private final Map<Priority, Line> lines = new EnumMap<>(Priority.class);
    private final BooleanSupplier ending;

    /// One of the two queues. Each has its own lock, because many threads take from it.
    private static final class Line {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final Condition hasRoom = lock.newCondition();
        private final ArrayDeque<PlannedFile> files = new ArrayDeque<>();
        private Runnable behind = () -> {};
        private int takers;
        private boolean isClosed;
    }

    /// @param ending whether no more files are to be sent
    FileQueue(BooleanSupplier ending) {
        this.ending = ending;
        for (Priority priority : Priority.values()) {
            lines.put(priority, new Line());
        }
    }

    /// @param behind called when more files wait in the queue than threads wait for one
    void whenBehind(Priority priority, Runnable behind) {
        lines.get(priority).behind = behind;
    }

    void put(PlannedFile file) {
        Line line = lines.get(file.priority());
        if (isBehindWith(line, file)) {
            line.behind.run();
        }
    }

    private boolean isBehindWith(Line line, PlannedFile file) {
        line.lock.lock();
        try {
            while (line.files.size() >= AHEAD) {
                line.hasRoom.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (ending.getAsBoolean()) {
                    return false;
                }
            }
            line.files.add(file);
            line.changed.signal();
            return line.files.size() > line.takers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            line.lock.unlock();
        }
    }

    /// To be called when no more files will come.
    void close() {
        for (Line line : lines.values()) {
            line.lock.lock();
            try {
                line.isClosed = true;
                line.changed.signalAll();
            } finally {
                line.lock.unlock();
            }
        }
    }

    /// Whether a file waits in this queue.
    boolean hasMore(Priority priority) {
        Line line = lines.get(priority);
        line.lock.lock();
        try {
            return !line.files.isEmpty();
        } finally {
            line.lock.unlock();
        }
    }

    /// Takes the next file of a queue and waits for it; empty at the end, or when no more files are
    /// to be sent.
    Optional<PlannedFile> next(Priority priority) throws InterruptedException {
        Line line = lines.get(priority);
        line.lock.lockInterruptibly();
        line.takers++;
        try {
            while (!ending.getAsBoolean()) {
                PlannedFile file = line.files.poll();
                if (file != null) {
                    if (line.files.size() == AHEAD / 2) {
                        line.hasRoom.signalAll();
                    }
                    return Optional.of(file);
                }
                if (line.isClosed) {
                    break;
                }
                line.changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            return Optional.empty();
        } finally {
            line.takers--;
            line.lock.unlock();
        }
    }
}
