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

    private final long start = System.nanoTime();
    private final Map<Path, ActiveFile> active = new ConcurrentHashMap<>();
    private final AtomicReference<TransferSnapshot.State> state =
            new AtomicReference<>(TransferSnapshot.State.RUNNING);
    private final AtomicReference<Problem> stop = new AtomicReference<>();
    private volatile boolean scanning = true;
    private volatile long ended;

    /// One file being sent; its bytes are taken back when it fails.
    final class ActiveFile {
        private final Path source;
        private final long size;
        private final AtomicLong done = new AtomicLong();

        private ActiveFile(Path source, long size) {
            this.source = source;
            this.size = size;
        }

        void sent(long bytes) {
            done.addAndGet(bytes);
            bytesDone.add(bytes);
        }

        /// What was counted does not count: the file failed, or is sent again from its start.
        void restart() {
            bytesDone.add(-done.getAndSet(0));
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
        return new TransferSnapshot(
                now,
                scanning,
                found.sum(),
                uploaded.sum(),
                skipped.sum(),
                failed.sum(),
                bytesFound.sum(),
                bytesDone.sum(),
                files,
                stoppedBy(),
                Duration.ofNanos(until - start));
    }
}
