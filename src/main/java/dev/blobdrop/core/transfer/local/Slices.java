package dev.blobdrop.core.transfer.local;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ConcurrentLinkedDeque;

/// The buffers that files are read through: 64 KiB for each worker, in direct memory, from which a
/// connection encrypts without another copy. A free buffer is reused by whatever run of the engine
/// needs one next. Safe for use by many threads.
public final class Slices {
    /// Bytes of a buffer: few enough to stay in the processor's cache while they are read, summed
    /// and encrypted.
    public static final int LENGTH = 64 * 1024;

    private final ConcurrentLinkedDeque<ByteBuffer> idle = new ConcurrentLinkedDeque<>();

    /// A worker's buffer; closing gives it back. For one thread.
    public final class Slice implements AutoCloseable {
        private final ByteBuffer buffer;

        private Slice(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        /// The whole buffer, with arbitrary content.
        public ByteBuffer buffer() {
            return buffer.clear();
        }

        @Override
        public void close() {
            idle.push(buffer);
        }
    }

    /// A free buffer, or a new one.
    public Slice take() {
        ByteBuffer used = idle.poll();
        return new Slice(used != null ? used : ByteBuffer.allocateDirect(LENGTH).order(ByteOrder.LITTLE_ENDIAN));
    }
}
