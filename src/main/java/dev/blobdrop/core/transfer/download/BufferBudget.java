package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.transfer.flow.BlockPlan;
import dev.blobdrop.core.transfer.flow.Priority;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/// A limit on the bytes held in memory by all downloads of an engine together. Memory is acquired
/// before a part is requested and released when the part is in its file. Parts of large blobs get
/// at most seven eighths, so that small ones always find room.
public final class BufferBudget {
    private static final int UNIT = 64 * 1024;
    private static final List<Integer> HELD =
            List.of(UNIT, RangeLengths.PIECE_LENGTH, 8 * UNIT, RangeLengths.PART_LENGTH, RangeLengths.MOST_WHOLE);

    private final int units;
    private final int blockUnits;
    private final Semaphore free;
    private final Semaphore freeForBlocks;
    private final Map<Integer, Deque<ByteBuffer>> outside =
            HELD.stream().collect(Collectors.toMap(length -> length, length -> new ConcurrentLinkedDeque<>()));

    /// @param bytes the limit; at least 64 KiB are always allowed
    public BufferBudget(long bytes) {
        this.units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        int most = units - units / 8;
        this.blockUnits = most >= BlockPlan.USUAL_LENGTH / UNIT ? most : units;
        this.free = new Semaphore(units, true);
        this.freeForBlocks = new Semaphore(blockUnits, true);
    }

    /// Waits until that many bytes may be held. A request for more than the whole budget gets all
    /// of it.
    ///
    /// @return what to pass to [#release]
    int acquire(int bytes, Priority priority) throws InterruptedException {
        int most = priority == Priority.BLOCK ? blockUnits : units;
        int wanted = Math.clamp(Math.ceilDiv(bytes, UNIT), 1, most);
        if (priority == Priority.BLOCK) {
            freeForBlocks.acquire(wanted);
        }
        try {
            free.acquire(wanted);
        } catch (InterruptedException e) {
            if (priority == Priority.BLOCK) {
                freeForBlocks.release(wanted);
            }
            throw e;
        }
        return wanted;
    }

    void release(int taken, Priority priority) {
        free.release(taken);
        if (priority == Priority.BLOCK) {
            freeForBlocks.release(taken);
        }
    }

    /// Direct memory, from which decrypted bytes go to a file without another copy. To be closed
    /// when it is no longer needed.
    final class Held implements AutoCloseable {
        private final ByteBuffer bytes;
        private final int units;
        private final Priority priority;

        private Held(ByteBuffer bytes, int units, Priority priority) {
            this.bytes = bytes;
            this.units = units;
            this.priority = priority;
        }

        /// The first bytes, with arbitrary content; the same memory each time.
        ByteBuffer first(int length) {
            return bytes.slice(0, length);
        }

        @Override
        public void close() {
            idleOf(bytes.capacity()).ifPresent(buffers -> buffers.push(bytes));
            release(units, priority);
        }
    }

    /// Waits until that many bytes of direct memory may be held.
    Held hold(int bytes, Priority priority) throws InterruptedException {
        int length = heldLength(bytes);
        int wanted = acquire(length, priority);
        try {
            ByteBuffer idleBuffer = idleOf(length).map(Deque::poll).orElse(null);
            return new Held(idleBuffer == null ? ByteBuffer.allocateDirect(length) : idleBuffer, wanted, priority);
        } catch (OutOfMemoryError e) {
            release(wanted, priority);
            throw e;
        }
    }

    /// Only a few lengths are used, so that buffers can be reused.
    private static int heldLength(int bytes) {
        for (int length : HELD) {
            if (length >= bytes) {
                return length;
            }
        }
        return bytes;
    }

    private Optional<Deque<ByteBuffer>> idleOf(int length) {
        return Optional.ofNullable(outside.get(length));
    }

    /// Frees all unused buffers.
    void trim() {
        outside.values().forEach(Deque::clear);
    }
}
