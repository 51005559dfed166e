package dev.blobdrop.core.transfer.local;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ConcurrentLinkedDeque;

/// The memory through which files are read: one piece of 64 KiB for each worker, outside the heap,
/// where the kernel writes and from where a connection encrypts without another copy. Pieces are
/// used again, by whatever run of the engine needs one next. Safe for use by many threads.
public final class Slices {
    /// Stays in the processor's cache while it is read, summed and encrypted.
    public static final int LENGTH = 64 * 1024;

    private final ConcurrentLinkedDeque<ByteBuffer> idle = new ConcurrentLinkedDeque<>();

    /// A worker's piece, which it gives back by closing it. For one thread.
    public final class Slice implements AutoCloseable {
        private final ByteBuffer buffer;

        private Slice(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        /// The whole piece, with anything in it.
        public ByteBuffer buffer() {
            return buffer.clear();
        }

        @Override
        public void close() {
            idle.push(buffer);
        }
    }

    public Slice take() {
        ByteBuffer used = idle.poll();
        return new Slice(used != null ? used : ByteBuffer.allocateDirect(LENGTH).order(ByteOrder.LITTLE_ENDIAN));
    }
}
