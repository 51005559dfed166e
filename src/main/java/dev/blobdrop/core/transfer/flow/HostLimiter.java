package dev.blobdrop.core.transfer.flow;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// How many requests to one host may be in flight at once. It begins low, grows while that brings
/// more through, and halves when the service asks for mercy.
///
/// Blocks of large files get at most three quarters of the places while single-request files wait,
/// and the two take turns. Safe for use by many threads.
public final class HostLimiter {
    public static final int START = 16;

    private static final Duration WINDOW = Duration.ofMillis(400);

    /// The same while it still grows for the first time; a short run must get to many requests,
    /// too.
    private static final Duration FIRST_WINDOW = Duration.ofMillis(60);

    /// New connections need some time before they bring anything.
    private static final Duration SETTLING = Duration.ofMillis(90);

    private static final Duration HOLD = Duration.ofSeconds(10);
    private static final Duration AFTER_THROTTLE = Duration.ofSeconds(1);

    /// What a request costs beside its bytes, expressed in bytes: so that small files count.
    private static final long REQUEST_COST = 32 * 1024;

    /// More places must bring that much more, else they are taken back.
    private static final double WORTH = 1.05;

    /// How much more twice as many places must bring at the beginning, where they are measured for
    /// a shorter time.
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
    private int ended;
    private boolean full;
    private int before;
    private double rateBefore;
    private boolean isFirstGrowth = true;
    private long settledAt;
    private long notBefore;
    private long halvedAt;

    /// @param most requests at once, at least 1
    public HostLimiter(int most) {
        this(most, System::nanoTime);
    }

    /// @param clock in nanoseconds
    public HostLimiter(int most, LongSupplier clock) {
        this.most = most;
        this.clock = clock;
        this.limit = Math.min(START, most);
        this.windowBegan = clock.getAsLong();
        this.notBefore = windowBegan;
        this.settledAt = windowBegan;
        this.halvedAt = windowBegan - AFTER_THROTTLE.toNanos();
    }

    public int limit() {
        lock.lock();
        try {
            return limit;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a place.
    void enter(Priority priority) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (priority == Priority.SINGLE) {
                singlesWaiting++;
                try {
                    while (inUse >= limit) {
                        full = true;
                        single.await();
                    }
                } finally {
                    singlesWaiting--;
                }
            } else {
                blocksWaiting++;
                try {
                    while (!hasRoomForBlock()) {
                        full |= inUse >= limit;
                        block.await();
                    }
                } finally {
                    blocksWaiting--;
                }
                blocksInUse++;
            }
            inUse++;
            full |= inUse >= limit;
            callNext();
        } finally {
            lock.unlock();
        }
    }

    /// Gives the place back.
    ///
    /// @param bytes that came through; negative when the request failed
    void leave(Priority priority, long bytes) {
        lock.lock();
        try {
            inUse--;
            if (priority == Priority.BLOCK) {
                blocksInUse--;
            }
            if (bytes >= 0) {
                work += bytes + REQUEST_COST;
                ended++;
            }
            adapt();
            callNext();
        } finally {
            lock.unlock();
        }
    }

    /// The service has asked for less.
    void throttled() {
        lock.lock();
        try {
            long now = clock.getAsLong();
            if (now - halvedAt >= AFTER_THROTTLE.toNanos()) {
                halvedAt = now;
                limit = Math.max(1, limit / 2);
                isFirstGrowth = false;
                before = 0;
                notBefore = now + 2 * AFTER_THROTTLE.toNanos();
                beginWindow(now);
            }
        } finally {
            lock.unlock();
        }
    }

    /// A request has waited for its answer for as long as it may. When nothing else came through
    /// either, the line is too slow for so many at once, and only one alone can tell whether any
    /// comes through.
    void timedOut() {
        lock.lock();
        try {
            boolean others = ended > 0;
            throttled();
            if (!others) {
                limit = 1;
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomForBlock() {
        return inUse < limit && (singlesWaiting == 0 || blocksInUse < Math.max(1, limit * 3 / 4));
    }

    /// Wakes one who can go, the two priorities in turn.
    private void callNext() {
        if (inUse >= limit) {
            return;
        }
        boolean blockCan = blocksWaiting > 0 && hasRoomForBlock();
        if (blockCan && (blocksTurn || singlesWaiting == 0)) {
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
        if (took < window || ended < limit) {
            return;
        }
        double rate = (double) work / took;
        double worth = isFirstGrowth ? FIRST_WORTH : WORTH;
        if (before > 0 && rate < rateBefore * worth) {
            limit = before;
            before = 0;
            isFirstGrowth = false;
            notBefore = now + HOLD.toNanos();
        } else if (full && limit < most && now - notBefore >= 0) {
            before = limit;
            rateBefore = rate;
            limit = Math.min(most, limit + Math.max(1, isFirstGrowth ? limit : limit / 2));
            settledAt = now + SETTLING.toNanos();
        } else {
            before = 0;
        }
        beginWindow(now);
    }

    private void beginWindow(long now) {
        windowBegan = now;
        work = 0;
        ended = 0;
        full = false;
    }
}
