package dev.blobdrop.core.net.connection;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/// The direct buffers of one connection. Direct memory is freed late, whenever the collector runs,
/// so closed connections leave theirs to new ones.
///
/// Used by one thread at a time.
final class Memory {
    /// A piece of a body: several TLS records (16 KiB each) in one call of the socket, and small
    /// enough to stay in the processor's cache from being read to being sent.
    static final int SLICE = 64 * 1024;

    /// The first size: a head and a body of 16 KiB. Bodies are small where there are a hundred
    /// connections.
    static final int SMALL_SLICE = 20 * 1024;

    /// The longest TLS record, with its header (RFC 5246, section 6.2.3).
    private static final int LONGEST_RECORD = 19 * 1024;

    /// Room for the content of any record, as every engine requires.
    static final int RECORD = 17 * 1024;

    /// For receiving a long content.
    static final int LARGE = 128 * 1024;

    private static final ConcurrentLinkedDeque<Memory> FREE = new ConcurrentLinkedDeque<>();

    private ByteBuffer slice = ByteBuffer.allocateDirect(SMALL_SLICE);
    private ByteBuffer out = ByteBuffer.allocateDirect(SMALL_SLICE + RECORD / 2);
    private final ByteBuffer in = ByteBuffer.allocateDirect(LONGEST_RECORD);
    private final ByteBuffer arrived = ByteBuffer.allocateDirect(RECORD);
    private Optional<ByteBuffer> large = Optional.empty();

    private Memory() {}

    static Memory take() {
        return Optional.ofNullable(FREE.pollFirst()).orElseGet(Memory::new);
    }

    /// To be called once, when the connection is closed.
    void release() {
        FREE.addFirst(this);
    }

    /// Valid until [#grow] is called.
    ByteBuffer slice() {
        return slice;
    }

    /// Makes room for long bodies. Replaces [#slice] and [#out].
    void grow() {
        if (slice.capacity() < SLICE) {
            slice = ByteBuffer.allocateDirect(SLICE);
            out = ByteBuffer.allocateDirect(SLICE + RECORD / 2);
        }
    }

    /// Encrypted bytes to be sent: a slice, and the overhead of its records.
    ByteBuffer out() {
        return out;
    }

    /// Encrypted bytes that were received.
    ByteBuffer in() {
        return in;
    }

    /// Decrypted bytes that nobody has taken yet.
    ByteBuffer arrived() {
        return arrived;
    }

    /// Replaces [#in] while a long content arrives.
    ByteBuffer large() {
        ByteBuffer buffer = large.orElseGet(() -> ByteBuffer.allocateDirect(LARGE));
        large = Optional.of(buffer);
        return buffer;
    }
}
