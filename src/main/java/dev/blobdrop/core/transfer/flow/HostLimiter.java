package dev.blobdrop.core.transfer.flow;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Hands out the permits to have a request to one host in flight. Their number begins low, grows
/// while that raises the throughput, and halves when the service throttles.
///
/// Blocks of large files get at most three quarters of the permits while single-request files wait,
/// and the two take turns. Safe for use by many threads.
public final class HostLimiter {
    /// Permits at first.
    public static final int START = 16;

    /// Instead of the number of bytes when a request failed.
    static final long FAILED = -1;

    /// The shortest time for which throughput is measured.
    private static final Duration WINDOW = Duration.ofMillis(400);

    /// The same during the first growth: a short run must reach many requests, too.
    private static final Duration FIRST_WINDOW = Duration.ofMillis(60);

    /// New connections need some time before they carry anything.
    private static final Duration SETTLING = Duration.ofMillis(90);

    /// How long the limit stays after growth that was not worth it.
    private static final Duration HOLD = Duration.ofSeconds(10);

    private static final Duration AFTER_THROTTLE = Duration.ofSeconds(1);

    /// The cost of a request beside its bytes, in bytes, so that small files count.
    private static final long REQUEST_COST = 32 * 1024;

    /// By which factor more permits must raise the throughput, or they are taken back.
    private static final double WORTH = 1.05;

    /// The same for the doubling during the first growth, which is measured for a shorter time.
    private static final double FIRST_WORTH = 1.3;

    private final int most;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition single = lock.newCondition();
    private final Condition block = lock.newCondition();

    private int limit;
    private int inUse;
    private int blocksInUse;
    private int singlesWaiting;
    private int blocksWaiting;
    private boolean blocksTurn;

    private long windowBegan;
    private long work;
    private int succeeded;
    private boolean wasFull;
    private int limitBefore;
    private double rateBefore;
    private boolean isFirstGrowth = true;
    private long settledAt;
    private long growsAgainAt;
    private long halvedAt;

    /// @param most requests at once, at least 1
    public HostLimiter(int most) {
        this(most, System::nanoTime);
    }

    /// @param clock in nanoseconds
    HostLimiter(int most, LongSupplier clock) {
        this.most = most;
        this.clock = clock;
        this.limit = Math.min(START, most);
        this.windowBegan = clock.getAsLong();
        this.growsAgainAt = windowBegan;
        this.settledAt = windowBegan;
        this.halvedAt = windowBegan - AFTER_THROTTLE.toNanos();
    }

    /// The number of permits now.
    public int limit() {
        lock.lock();
        try {
            return limit;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a permit.
    void acquire(Priority priority) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (priority == Priority.SINGLE) {
                singlesWaiting++;
                try {
                    while (inUse >= limit) {
                        wasFull = true;
                        single.await();
                    }
                } finally {
                    singlesWaiting--;
                }
            } else {
                blocksWaiting++;
                try {
                    while (!hasRoomForBlock()) {
                        wasFull |= inUse >= limit;
                        block.await();
                    }
                } finally {
                    blocksWaiting--;
                }
                blocksInUse++;
            }
            inUse++;
            wasFull |= inUse >= limit;
            wakeNext();
        } finally {
            lock.unlock();
        }
    }

    /// Gives a permit back.
    ///
    /// @param bytes that were transferred, or [#FAILED]
    void release(Priority priority, long bytes) {
        lock.lock();
        try {
            inUse--;
            if (priority == Priority.BLOCK) {
                blocksInUse--;
            }
            if (bytes != FAILED) {
                work += bytes + REQUEST_COST;
                succeeded++;
            }
            adapt();
            wakeNext();
        } finally {
            lock.unlock();
        }
    }

    /// To be called when the service asked for fewer requests. Halves the limit, once a second at
    /// most.
    void throttled() {
        lock.lock();
        try {
            long now = clock.getAsLong();
            if (now - halvedAt >= AFTER_THROTTLE.toNanos()) {
                halvedAt = now;
                limit = Math.max(1, limit / 2);
                isFirstGrowth = false;
                limitBefore = 0;
                growsAgainAt = now + 2 * AFTER_THROTTLE.toNanos();
                beginWindow(now);
            }
        } finally {
            lock.unlock();
        }
    }

    /// To be called when a request timed out. If no other succeeded either, the line is too slow
    /// for so many at once: the limit becomes 1 until requests succeed again.
    void timedOut() {
        lock.lock();
        try {
            boolean anySucceeded = succeeded > 0;
            throttled();
            if (!anySucceeded) {
                limit = 1;
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomForBlock() {
        return inUse < limit && (singlesWaiting == 0 || blocksInUse < Math.max(1, limit * 3 / 4));
    }

    /// Wakes one waiting thread that can have a permit, of the two priorities in turn.
    private void wakeNext() {
        if (inUse >= limit) {
            return;
        }
        boolean blockFits = blocksWaiting > 0 && hasRoomForBlock();
        if (blockFits && (blocksTurn || singlesWaiting == 0)) {
            blocksTurn = false;
            block.signal();
        } else if (singlesWaiting > 0) {
            blocksTurn = true;
            single.signal();
        }
    }

    private void adapt() {
        long now = clock.getAsLong();
        if (windowBegan - settledAt < 0 && now - settledAt >= 0) {
            beginWindow(now);
            return;
        }
        long took = now - windowBegan;
        long window = (isFirstGrowth ? FIRST_WINDOW : WINDOW).toNanos();
        if (took < window || succeeded < limit) {
            return;
        }
        double rate = (double) work / took;
        double worth = isFirstGrowth ? FIRST_WORTH : WORTH;
        if (limitBefore > 0 && rate < rateBefore * worth) {
            limit = limitBefore;
            limitBefore = 0;
            isFirstGrowth = false;
            growsAgainAt = now + HOLD.toNanos();
        } else if (wasFull && limit < most && now - growsAgainAt >= 0) {
            limitBefore = limit;
            rateBefore = rate;
            limit = Math.min(most, limit + Math.max(1, isFirstGrowth ? limit : limit / 2));
            settledAt = now + SETTLING.toNanos();
        } else {
            limitBefore = 0;
        }
        beginWindow(now);
    }

    private void beginWindow(long now) {
        windowBegan = now;
        work = 0;
        succeeded = 0;
        wasFull = false;
    }
}
