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
    volatile long uploaded;
    volatile long bytes;
    volatile long skipped;
    volatile int queue;
    volatile int sending;
    volatile int failing;
    volatile long lost;
    volatile Optional<Long> tick = Optional.empty();
    volatile Optional<Problem> heldBy = Optional.empty();
    volatile Optional<Instant> lastSuccess = Optional.empty();

    void failed(Problem problem) {
        failures.merge(problem.code(), 1L, Long::sum);
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
