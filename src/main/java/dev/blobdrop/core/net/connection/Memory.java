package dev.blobdrop.core.net.connection;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/// What one connection needs of the memory outside the heap. Such memory is freed late, when the
/// collector happens to come by, so connections that end leave theirs to those that follow.
///
/// Used by one thread at a time.
final class Memory {
    /// A slice of a body: several records of TLS (16 KiB each) in one call of the socket, and small
    /// enough to stay in the processor's cache from being read to being sent.
    static final int SLICE = 64 * 1024;

    /// At first: a head and a body of 16 KiB. Where there are a hundred connections, bodies are
    /// small.
    static final int SMALL_SLICE = 20 * 1024;

    /// The most that a record may be (RFC 5246, section 6.2.3), its head included.
    private static final int LONGEST_RECORD = 19 * 1024;

    /// Room for a whole record, encrypted or not, as every engine wants it.
    static final int RECORD = 17 * 1024;

    /// For what is received of a long content.
    static final int MUCH = 128 * 1024;

    private static final ConcurrentLinkedDeque<Memory> FREE = new ConcurrentLinkedDeque<>();

    private ByteBuffer slice = ByteBuffer.allocateDirect(SMALL_SLICE);
    private ByteBuffer out = ByteBuffer.allocateDirect(SMALL_SLICE + RECORD / 2);
    private final ByteBuffer in = ByteBuffer.allocateDirect(LONGEST_RECORD);
    private final ByteBuffer arrived = ByteBuffer.allocateDirect(RECORD);
    private Optional<ByteBuffer> much = Optional.empty();

    private Memory() {}

    static Memory take() {
        return Optional.ofNullable(FREE.pollFirst()).orElseGet(Memory::new);
    }

    /// To be called once, by who closes the connection.
    void giveBack() {
        FREE.addFirst(this);
    }

    /// Until [#grow] is called.
    ByteBuffer slice() {
        return slice;
    }

    /// For long bodies: [#slice] and [#out] are others from now on.
    void grow() {
        if (slice.capacity() < SLICE) {
            slice = ByteBuffer.allocateDirect(SLICE);
            out = ByteBuffer.allocateDirect(SLICE + RECORD / 2);
        }
    }

    /// Encrypted bytes to be sent: a slice with what its records add.
    ByteBuffer out() {
        return out;
    }

    /// Encrypted bytes that were received.
    ByteBuffer in() {
        return in;
    }

    /// Bytes of answers that nobody has taken yet.
    ByteBuffer arrived() {
        return arrived;
    }

    /// In the place of [#in] while a long content arrives.
    ByteBuffer much() {
        ByteBuffer buffer = much.orElseGet(() -> ByteBuffer.allocateDirect(MUCH));
        much = Optional.of(buffer);
        return buffer;
    }
}
