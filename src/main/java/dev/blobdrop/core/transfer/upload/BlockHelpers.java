package dev.blobdrop.core.transfer.upload;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/// How many threads may help those that send large files, in all files of a run together. Each file
/// is sent by a thread of its own as well.
public final class BlockHelpers {
    /// More than so many blocks in flight at once bring nothing on any line that was tried: these
    /// are 64 MiB.
    static final int AT_ONCE = 8;

    /// Blocks in flight at first. On a slow line more of them would all take longer, and whatever
    /// cut the run off would find none of them complete.
    static final int FIRST = 3;

    /// A block that takes less is worth another helper.
    static final Duration QUICK = Duration.ofSeconds(4);

    private final Semaphore free;

    /// @param most requests at once
    public BlockHelpers(int most) {
        free = new Semaphore(Math.clamp(most - 1, 0, 2 * AT_ONCE - 1));
    }

    /// @return whether one more may help; it has to [#leave] then
    boolean join() {
        return free.tryAcquire();
    }

    void leave() {
        free.release();
    }
}
