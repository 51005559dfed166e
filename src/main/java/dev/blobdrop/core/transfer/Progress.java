package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// The counters of one run. Written by its threads, read by [#snapshot] at any time.
final class Progress {
    final LongAdder found = new LongAdder();
    final LongAdder uploaded = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder bytesFound = new LongAdder();
    final LongAdder bytesDone = new LongAdder();
    private final LongAdder filesKept = new LongAdder();
    private final LongAdder bytesKept = new LongAdder();

    private final long start = System.nanoTime();
    private final Map<Path, ActiveFile> active = new ConcurrentHashMap<>();
    private final AtomicReference<TransferSnapshot.State> state =
            new AtomicReference<>(TransferSnapshot.State.RUNNING);
    private final AtomicReference<Problem> stop = new AtomicReference<>();
    private volatile boolean scanning = true;
    private volatile long ended;

    /// One file being sent.
    final class ActiveFile {
        private final Path source;
        private final long size;
        private final AtomicLong done = new AtomicLong();
        private final AtomicLong staged = new AtomicLong();

        private ActiveFile(Path source, long size) {
            this.source = source;
            this.size = size;
        }

        /// The service has the bytes and shows them.
        void sent(long bytes) {
            done.addAndGet(bytes);
            bytesDone.add(bytes);
        }

        /// The service has the bytes of a block and keeps them for a later run.
        void staged(long bytes) {
            staged.addAndGet(bytes);
            sent(bytes);
        }

        /// What was counted does not count: the file is sent again from its start.
        void restart() {
            bytesDone.add(-done.getAndSet(0));
            staged.set(0);
        }

        /// The file failed. Its blocks stay on the service but are no part of what was done.
        void failed() {
            keep();
            restart();
        }

        /// The file did not come to its end. What the service has of it still counts.
        void interrupted() {
            keep();
            bytesDone.add(staged.get() - done.getAndSet(0));
        }

        private void keep() {
            if (staged.get() > 0) {
                filesKept.increment();
                bytesKept.add(staged.get());
            }
        }

        void end() {
            active.remove(source);
        }
    }

    ActiveFile begin(Path source, long size) {
        ActiveFile file = new ActiveFile(source, size);
        active.put(source, file);
        return file;
    }

    void scanned() {
        scanning = false;
    }

    /// Only the first problem counts.
    void stop(Problem problem) {
        stop.compareAndSet(null, problem);
    }

    boolean isStopped() {
        return stop.get() != null;
    }

    Optional<Problem> stoppedBy() {
        return Optional.ofNullable(stop.get());
    }

    void end(TransferSnapshot.State last) {
        ended = System.nanoTime();
        state.set(last);
    }

    TransferSnapshot snapshot() {
        TransferSnapshot.State now = state.get();
        long until = now == TransferSnapshot.State.RUNNING ? System.nanoTime() : ended;
        List<TransferSnapshot.Active> files =
                active.values().stream()
                        .map(f -> new TransferSnapshot.Active(f.source, f.size, f.done.get()))
                        .toList();
        // What ended is looked up before what was found, so that no more can have ended than was
        // found.
        long done = bytesDone.sum();
        long up = uploaded.sum();
        long passed = skipped.sum();
        long lost = failed.sum();
        return new TransferSnapshot(
                now,
                scanning,
                found.sum(),
                up,
                passed,
                lost,
                bytesFound.sum(),
                done,
                filesKept.sum(),
                bytesKept.sum(),
                files,
                stoppedBy(),
                Duration.ofNanos(until - start));
    }
}
