package dev.blobdrop.core.net;

/// How fast one host takes what is sent to it. Slow lines hide what happens on them: the system
/// takes a body at once, and for minutes nothing moves that a program could see. So the answer to a
/// body that is on its way may take as long as the line needs for it, beside the usual silence.
///
/// Safe for use by many threads.
final class Pace {
    /// A line of which nothing is known yet is taken for one that is this slow.
    private static final double UNKNOWN = 64 * 1024 / 1e9;

    /// What the system and the devices on the way may hold of one connection.
    static final long MOST_HIDDEN = 4 * 1024 * 1024;

    /// Bodies of less do not tell a slow line from a slow service.
    private static final long TELLING = 64 * 1024;

    private static final long WINDOW_NANOS = 20_000_000_000L;

    private long onTheWay;
    private long began;
    private long answered;
    private double rate;

    /// A request with that many bytes of content begins.
    synchronized void begin(long bytes, long now) {
        if (onTheWay == 0 || now - began > WINDOW_NANOS) {
            began = now;
            answered = 0;
        }
        onTheWay += bytes;
    }

    /// It has ended.
    ///
    /// @param isAnswered whether the answer came
    synchronized void end(long bytes, boolean isAnswered, long now) {
        onTheWay -= bytes;
        if (isAnswered && bytes >= TELLING) {
            answered += bytes;
            rate = (double) answered / Math.max(1, now - began);
        }
    }

    /// How long the line may need for what is on its way, in nanoseconds.
    ///
    /// @param own bytes of the request that asks
    /// @param nanos that the socket needed to take them; 0 if it took them at once
    synchronized long allowance(long own, long nanos) {
        double shared = onTheWay / (rate > 0 ? rate : UNKNOWN);
        if (own <= MOST_HIDDEN || nanos == 0) {
            return (long) shared;
        }
        double hidden = MOST_HIDDEN * (double) nanos / own;
        return (long) (rate > 0 ? Math.max(shared, hidden) : hidden);
    }
}
