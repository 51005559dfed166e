package dev.blobdrop.core.net.connection;

import java.time.Duration;

/// How fast the line to one host is. Slow lines hide their progress: the system takes a body at
/// once, and for minutes a program sees nothing move. So the response to a body in flight may take
/// as long as the line needs for that body, in addition to the usual limit of silence.
///
/// The estimate is the highest rate that the line has shown: a lower one may be due to the service,
/// or to a busy machine. It is halved when a body got no response in that time.
///
/// Safe for use by many threads.
final class Pace {
    /// The rate assumed for a line that is not known yet, in bytes per nanosecond.
    private static final double UNKNOWN = 64 * 1024 / 1e9;

    /// The lowest rate assumed.
    private static final double SLOWEST = UNKNOWN / 64;

    /// The longest allowance in addition to the usual limit of silence.
    private static final long LONGEST_NANOS = Duration.ofMinutes(15).toNanos();

    /// Bytes of one connection that may be in buffers of the system and of devices on the way.
    static final long MOST_HIDDEN = 4 * 1024 * 1024;

    private static final long WINDOW_NANOS = 20_000_000_000L;

    private long onTheWay;
    private long began;
    private long answered;
    private double rate = UNKNOWN;
    private boolean isKnown;
    private long halved = Long.MIN_VALUE;

    /// To be called when a request with that many bytes of content begins.
    synchronized void begin(long bytes, long now) {
        if (onTheWay == 0 || now - began > WINDOW_NANOS) {
            began = now;
            answered = 0;
        }
        onTheWay += bytes;
    }

    /// To be called when its response came. All bytes of requests that began since then took no
    /// longer.
    ///
    /// @param start when it began
    synchronized void answered(long bytes, long start, long now) {
        onTheWay -= bytes;
        if (start - began >= 0 && bytes > 0) {
            answered += bytes;
            rate = Math.max(rate, (double) answered / Math.max(1, now - began));
            isKnown = true;
        }
    }

    /// To be called when it ended without a response.
    ///
    /// @param start when it began
    /// @param isSilent whether it timed out: of several at the same time, one counts
    synchronized void failed(long bytes, long start, boolean isSilent, long now) {
        onTheWay -= bytes;
        if (isSilent && bytes > 0 && (halved == Long.MIN_VALUE || start - halved >= 0)) {
            rate = Math.max(SLOWEST, rate / 2);
            halved = now;
        }
    }

    /// How long the line may need for everything in flight, in nanoseconds.
    ///
    /// @param own bytes of the request that waits
    /// @param nanos that the socket needed to take them; 0 if it took them at once
    synchronized long allowance(long own, long nanos) {
        double shared = onTheWay / rate;
        double needed = shared;
        if (own > MOST_HIDDEN && nanos > 0) {
            double hidden = MOST_HIDDEN * (double) nanos / own;
            needed = isKnown ? Math.max(shared, hidden) : hidden;
        }
        return (long) Math.min(needed, LONGEST_NANOS);
    }
}
