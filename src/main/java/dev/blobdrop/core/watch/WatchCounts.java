package dev.blobdrop.core.watch;

import dev.blobdrop.core.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What a watch has done so far. Written by its thread, read at any time.
final class WatchCounts {
    private final long start = System.nanoTime();
    private final Map<String, Long> failures = new ConcurrentHashMap<>();
    private volatile long uploaded;
    private volatile long bytes;
    private volatile long skipped;
    private volatile int queue;
    private volatile int sending;
    private volatile int failing;
    private volatile long lost;
    private volatile Optional<Long> tick = Optional.empty();
    private volatile Optional<Problem> heldBy = Optional.empty();
    private volatile Optional<Instant> lastSuccess = Optional.empty();

    void uploaded(long size) {
        uploaded++;
        bytes += size;
    }

    void skipped() {
        skipped++;
    }

    void failed(Problem problem) {
        failures.merge(problem.code(), 1L, Long::sum);
    }

    /// Counts a loss of events.
    void lost() {
        lost++;
    }

    /// Something was sent.
    void succeeded() {
        lastSuccess = Optional.of(Instant.now());
        heldBy = Optional.empty();
    }

    /// Nothing can be sent at present.
    void held(Problem problem) {
        heldBy = Optional.of(problem);
    }

    /// A round of the watch has ended with these numbers of files.
    void round(int queue, int sending, int failing) {
        this.tick = Optional.of(System.nanoTime());
        this.queue = queue;
        this.sending = sending;
        this.failing = failing;
    }

    WatchSnapshot snapshot(long sweeps, boolean follows, Optional<WatchSnapshot.End> end) {
        long now = System.nanoTime();
        return new WatchSnapshot(
                uploaded,
                bytes,
                skipped,
                failures,
                queue,
                sending,
                failing,
                sweeps,
                lost,
                follows,
                heldBy,
                lastSuccess,
                Duration.ofNanos(tick.map(last -> Math.max(0, now - last)).orElse(0L)),
                Duration.ofNanos(now - start),
                end);
    }
}
