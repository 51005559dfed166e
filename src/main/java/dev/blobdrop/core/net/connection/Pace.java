package dev.blobdrop.core.net.connection;

import java.time.Duration;

/// How fast one host takes what is sent to it. Slow lines hide what happens on them: the system
/// takes a body at once, and for minutes nothing moves that a program could see. So the answer to a
/// body that is on its way may take as long as the line needs for it, beside the usual silence.
///
/// What is known is the most that the line has shown: less may be the service's doing, or that of a
/// busy machine. It is halved when a body got no answer in that time.
///
/// Safe for use by many threads.
final class Pace {
    /// A line of which nothing is known yet is taken for one that is this slow.
    private static final double UNKNOWN = 64 * 1024 / 1e9;

    /// No line is taken for a slower one.
    private static final double SLOWEST = UNKNOWN / 64;

    /// Nothing is waited for longer, beside the usual silence.
    private static final long LONGEST_NANOS = Duration.ofMinutes(15).toNanos();

    /// What the system and the devices on the way may hold of one connection.
    static final long MOST_HIDDEN = 4 * 1024 * 1024;

    private static final long WINDOW_NANOS = 20_000_000_000L;

    private long onTheWay;
    private long began;
    private long answered;
    private double rate = UNKNOWN;
    private boolean isKnown;
    private long halved = Long.MIN_VALUE;

    /// A request with that many bytes of content begins.
    synchronized void begin(long bytes, long now) {
        if (onTheWay == 0 || now - began > WINDOW_NANOS) {
            began = now;
            answered = 0;
        }
        onTheWay += bytes;
    }

    /// Its answer came. All bytes of requests that began since then needed no longer than that.
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

    /// It ended without an answer.
    ///
    /// @param start when it began
    /// @param isSilent whether it was given up because nothing came: of several at once, one counts
    synchronized void failed(long bytes, long start, boolean isSilent, long now) {
        onTheWay -= bytes;
        if (isSilent && bytes > 0 && (halved == Long.MIN_VALUE || start - halved >= 0)) {
            rate = Math.max(SLOWEST, rate / 2);
            halved = now;
        }
    }

    /// How long the line may need for what is on its way, in nanoseconds.
    ///
    /// @param own bytes of the request that asks
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
