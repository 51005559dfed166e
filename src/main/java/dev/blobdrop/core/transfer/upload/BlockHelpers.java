package dev.blobdrop.core.transfer.upload;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Limits how many threads help to send large files, in all files of a run together. Each file also
/// has a thread of its own.
public final class BlockHelpers {
    /// More blocks in flight did not help on any line that was measured: these are 64 MiB.
    static final int AT_ONCE = 8;

    /// Blocks in flight at first. On a slow line more of them would all take longer, and an
    /// interruption would find none of them complete.
    static final int FIRST = 3;

    /// A block that takes less time is worth another helper.
    static final Duration QUICK = Duration.ofSeconds(4);

    private final Semaphore free;

    /// @param most requests in flight
    public BlockHelpers(int most) {
        free = new Semaphore(Math.clamp(most - 1, 0, 2 * AT_ONCE - 1));
    }

    /// @return whether one more thread may help; it must call [#leave] then
    boolean join() {
        return free.tryAcquire();
    }

    void leave() {
        free.release();
    }
}
