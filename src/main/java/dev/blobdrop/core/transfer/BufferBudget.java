package dev.blobdrop.core.transfer;

import java.util.concurrent.Semaphore;

/// A limit on the bytes held in memory by all transfers of an engine together. Taken before a file
/// is read, given back when the bytes are sent.
final class BufferBudget {
    private static final int UNIT = 64 * 1024;

    private final int units;
    private final Semaphore free;

    BufferBudget(long bytes) {
        this.units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        this.free = new Semaphore(units, true);
    }

    /// Waits until that many bytes may be held. A request above the whole budget gets all of it.
    ///
    /// @return what to hand to [#give]
    int take(int bytes) throws InterruptedException {
        int wanted = Math.clamp(Math.ceilDiv(bytes, UNIT), 1, units);
        free.acquire(wanted);
        return wanted;
    }

    void give(int taken) {
        free.release(taken);
    }
}
