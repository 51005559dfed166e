package dev.blobdrop.core.transfer;

import java.lang.ref.SoftReference;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/// A limit on the bytes held in memory by all transfers of an engine together. Taken before a file
/// is read, given back when the bytes are sent. Blocks of large files get at most seven eighths,
/// so that small files always find room.
///
/// Arrays of a block's usual length are used again, because new ones would each be cleared and
/// collected; they are held softly and so never stand in the way of anything else.
final class BufferBudget {
    private static final int UNIT = 64 * 1024;
    private static final int REUSED_LENGTH = BlockPlan.USUAL_LENGTH;

    private final int units;
    private final int blockUnits;
    private final Semaphore free;
    private final Semaphore freeForBlocks;
    private final ConcurrentLinkedDeque<SoftReference<byte[]>> idle = new ConcurrentLinkedDeque<>();

    /// Memory for one file or block.
    ///
    /// @param bytes at least as long as asked for, with anything in it
    record Buffer(byte[] bytes, int units, Lane lane) {}

    BufferBudget(long bytes) {
        this.units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        int most = units - units / 8;
        this.blockUnits = most >= REUSED_LENGTH / UNIT ? most : units;
        this.free = new Semaphore(units, true);
        this.freeForBlocks = new Semaphore(blockUnits, true);
    }

    /// Waits until that many bytes may be held. A request above the whole budget gets all of it.
    ///
    /// @return what to hand to [#give]
    Buffer take(int bytes, Lane lane) throws InterruptedException {
        int most = lane == Lane.BLOCK ? blockUnits : units;
        int wanted = Math.clamp(Math.ceilDiv(bytes, UNIT), 1, most);
        if (lane == Lane.BLOCK) {
            freeForBlocks.acquire(wanted);
        }
        try {
            free.acquire(wanted);
        } catch (InterruptedException e) {
            if (lane == Lane.BLOCK) {
                freeForBlocks.release(wanted);
            }
            throw e;
        }
        try {
            return new Buffer(array(bytes), wanted, lane);
        } catch (OutOfMemoryError e) {
            release(wanted, lane);
            throw e;
        }
    }

    void give(Buffer buffer) {
        if (buffer.bytes.length == REUSED_LENGTH) {
            idle.push(new SoftReference<>(buffer.bytes));
        }
        release(buffer.units, buffer.lane);
    }

    private void release(int taken, Lane lane) {
        free.release(taken);
        if (lane == Lane.BLOCK) {
            freeForBlocks.release(taken);
        }
    }

    private byte[] array(int bytes) {
        if (bytes > REUSED_LENGTH || bytes <= REUSED_LENGTH / 2) {
            return new byte[bytes];
        }
        for (SoftReference<byte[]> held = idle.poll(); held != null; held = idle.poll()) {
            Optional<byte[]> array = Optional.ofNullable(held.get());
            if (array.isPresent()) {
                return array.get();
            }
        }
        return new byte[REUSED_LENGTH];
    }
}
