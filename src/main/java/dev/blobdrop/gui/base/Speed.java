package dev.blobdrop.gui.base;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The speed of one drop, its time left, and whether it has stalled.
public final class Speed {
    private static final long SECOND = 1_000_000_000L;
    private static final long WINDOW_NANOS = 5 * SECOND;

    /// An estimate before this time would be worthless.
    private static final long ENOUGH_NANOS = 3 * SECOND;

    /// After this time without progress there is no estimate.
    private static final long STALLED_NANOS = 20 * SECOND;

    private final Deque<Sample> samples = new ArrayDeque<>();
    private long lastBytes = -1;
    private long lastEnded = -1;
    private long progressAt;
    private long began;

    private record Sample(long nanos, long bytes) {}

    /// Records the progress.
    ///
    /// @param ended files that have ended, which is progress even without bytes
    public void note(long nanos, long bytes, long ended) {
        if (lastBytes < 0) {
            began = nanos;
        }
        if (bytes != lastBytes || ended != lastEnded) {
            progressAt = nanos;
        }
        lastBytes = bytes;
        lastEnded = ended;
        samples.addLast(new Sample(nanos, bytes));
        while (nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    /// Starts over after a pause.
    public void restart() {
        samples.clear();
        lastBytes = -1;
        lastEnded = -1;
    }

    /// Bytes per second over the last five seconds.
    public long speed() {
        if (samples.isEmpty()) {
            return 0;
        }
        long passed = samples.getLast().nanos() - samples.getFirst().nanos();
        long bytes = samples.getLast().bytes() - samples.getFirst().bytes();
        return passed <= 0 ? 0 : (long) Math.max(0, (double) bytes * SECOND / passed);
    }

    /// The estimated time left; empty while unknown.
    public Optional<Duration> timeLeft(long bytesLeft) {
        long speed = speed();
        boolean known = speed > 0 && stalledFor().isEmpty() && samples.getLast().nanos() - began >= ENOUGH_NANOS;
        return known ? Optional.of(Duration.ofSeconds(bytesLeft / speed)) : Optional.empty();
    }

    /// How long there was no progress; empty before 20 seconds.
    public Optional<Duration> stalledFor() {
        if (samples.isEmpty() || samples.getLast().nanos() - progressAt < STALLED_NANOS) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(samples.getLast().nanos() - progressAt));
    }
}
