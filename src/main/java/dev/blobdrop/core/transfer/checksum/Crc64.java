package dev.blobdrop.core.transfer.checksum;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

/// The CRC-64 that Azure Storage uses (polynomial 0x9A6C9329AC4BC9B5, reflected, inverted at both
/// ends; also known as CRC-64/NVME). The SDK has one too, in a package that it does not export.
///
/// It processes eight bytes per step with a table for each ("slicing by 8"). Long inputs are read
/// at two positions at the same time, because the steps at one position depend on each other and
/// those at two do not; the checksum of the first part is then moved past the bytes of the second
/// with the tables of [Skip]. For many bytes [FoldedCrc64] is used, after a call of [#prepare].
public final class Crc64 {
    private static final int SLICES = 8;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// All tables in one array: slice by slice, 256 entries each.
    private static final long[] TABLE = table();

    /// The table code needs its bytes on the heap.
    private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[2 * Skip.LENGTH]);

    private static final AtomicBoolean PREPARED = new AtomicBoolean();
    private static volatile Optional<FoldedCrc64> folded = Optional.empty();

    private Crc64() {}

    /// Loads the fast implementation where there is one; worth its time for more than some MiB.
    /// Returns at once.
    public static void prepare() {
        if (!PREPARED.getAndSet(true)) {
            Thread.ofPlatform().daemon().name("crc64").start(() -> folded = FoldedCrc64.load());
        }
    }

    /// The checksum of these bytes.
    public static long of(byte[] bytes, int offset, int length) {
        return end(update(begin(), bytes, offset, length));
    }

    /// The checksum of the bytes between the buffer's position and its limit, which do not change.
    public static long of(ByteBuffer bytes) {
        return end(update(begin(), bytes));
    }

    /// The state before the first byte.
    public static long begin() {
        return ~0L;
    }

    /// The checksum that belongs to a state.
    public static long end(long state) {
        return ~state;
    }

    /// The state after more bytes.
    public static long update(long state, byte[] bytes, int offset, int length) {
        long crc = state;
        int at = offset;
        int end = offset + length;
        for (; at <= end - 2 * Skip.LENGTH; at += 2 * Skip.LENGTH) {
            crc = pair(crc, bytes, at);
        }
        return line(crc, bytes, at, end);
    }

    /// The state after the bytes between the buffer's position and its limit, which do not change.
    public static long update(long state, ByteBuffer bytes) {
        if (bytes.hasArray()) {
            return update(state, bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        }
        Optional<FoldedCrc64> quick = folded;
        if (quick.isPresent() && bytes.remaining() >= FoldedCrc64.LEAST) {
            int length = bytes.remaining() / FoldedCrc64.STEP * FoldedCrc64.STEP;
            MemorySegment whole = MemorySegment.ofBuffer(bytes.slice(bytes.position(), length));
            long[] left = quick.get().fold(state, whole);
            long crc = sliced(TABLE, sliced(TABLE, left[0]) ^ left[1]);
            ByteBuffer rest = bytes.slice(bytes.position() + length, bytes.remaining() - length);
            return byTables(crc, rest);
        }
        return byTables(state, bytes);
    }

    private static long byTables(long state, ByteBuffer bytes) {
        long crc = state;
        byte[] part = SCRATCH.get();
        for (int at = bytes.position(); at < bytes.limit(); at += part.length) {
            int length = Math.min(part.length, bytes.limit() - at);
            bytes.get(at, part, 0, length);
            crc = update(crc, part, 0, length);
        }
        return crc;
    }

    private static long line(long state, byte[] bytes, int offset, int end) {
        long[] t = TABLE;
        long crc = state;
        int at = offset;
        for (; at <= end - SLICES; at += SLICES) {
            crc = sliced(t, crc ^ (long) WORD.get(bytes, at));
        }
        for (; at < end; at++) {
            crc = t[((int) crc ^ bytes[at]) & 0xff] ^ (crc >>> 8);
        }
        return crc;
    }

    /// The state after two stretches of [Skip#LENGTH], which are read side by side.
    private static long pair(long state, byte[] bytes, int offset) {
        long[] t = TABLE;
        long first = state;
        long second = 0;
        for (int at = offset; at < offset + Skip.LENGTH; at += SLICES) {
            long a = first ^ (long) WORD.get(bytes, at);
            long b = second ^ (long) WORD.get(bytes, at + Skip.LENGTH);
            first = t[7 * 256 + ((int) a & 0xff)]
                    ^ t[6 * 256 + ((int) (a >>> 8) & 0xff)]
                    ^ t[5 * 256 + ((int) (a >>> 16) & 0xff)]
                    ^ t[4 * 256 + ((int) (a >>> 24) & 0xff)]
                    ^ t[3 * 256 + ((int) (a >>> 32) & 0xff)]
                    ^ t[2 * 256 + ((int) (a >>> 40) & 0xff)]
                    ^ t[256 + ((int) (a >>> 48) & 0xff)]
                    ^ t[(int) (a >>> 56)];
            second = t[7 * 256 + ((int) b & 0xff)]
                    ^ t[6 * 256 + ((int) (b >>> 8) & 0xff)]
                    ^ t[5 * 256 + ((int) (b >>> 16) & 0xff)]
                    ^ t[4 * 256 + ((int) (b >>> 24) & 0xff)]
                    ^ t[3 * 256 + ((int) (b >>> 32) & 0xff)]
                    ^ t[2 * 256 + ((int) (b >>> 40) & 0xff)]
                    ^ t[256 + ((int) (b >>> 48) & 0xff)]
                    ^ t[(int) (b >>> 56)];
        }
        return sliced(Skip.TABLE, first) ^ second;
    }

    private static long sliced(long[] t, long a) {
        return t[7 * 256 + ((int) a & 0xff)]
                ^ t[6 * 256 + ((int) (a >>> 8) & 0xff)]
                ^ t[5 * 256 + ((int) (a >>> 16) & 0xff)]
                ^ t[4 * 256 + ((int) (a >>> 24) & 0xff)]
                ^ t[3 * 256 + ((int) (a >>> 32) & 0xff)]
                ^ t[2 * 256 + ((int) (a >>> 40) & 0xff)]
                ^ t[256 + ((int) (a >>> 48) & 0xff)]
                ^ t[(int) (a >>> 56)];
    }

    private static long[] table() {
        long[] table = new long[SLICES * 256];
        for (int n = 0; n < 256; n++) {
            long crc = n;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ Crc64Zeros.POLYNOMIAL;
            }
            table[n] = crc;
        }
        for (int at = 256; at < table.length; at++) {
            long before = table[at - 256];
            table[at] = table[(int) before & 0xff] ^ (before >>> 8);
        }
        return table;
    }

    /// What a state becomes when zeros follow, by the state's bytes. Computed on first use.
    private static final class Skip {
        /// The number of zeros.
        static final int LENGTH = 8 * 1024;

        /// Like [Crc64#TABLE], with the state's lowest byte in the last slice.
        static final long[] TABLE = table();

        private Skip() {}

        private static long[] table() {
            long[] bits = new long[Long.SIZE];
            for (int bit = 0; bit < bits.length; bit++) {
                long state = 1L << bit;
                bits[bit] = Crc64.TABLE[(int) state & 0xff] ^ (state >>> 8);
            }
            for (int zeros = 1; zeros < LENGTH; zeros *= 2) {
                long[] half = bits;
                bits = LongStream.of(half).map(state -> apply(half, state)).toArray();
            }
            long[] table = new long[SLICES * 256];
            for (int slice = 0; slice < SLICES; slice++) {
                for (int n = 0; n < 256; n++) {
                    table[(SLICES - 1 - slice) * 256 + n] = apply(bits, (long) n << (8 * slice));
                }
            }
            return table;
        }

        /// @param bits what each bit of a state becomes
        private static long apply(long[] bits, long state) {
            long sum = 0;
            for (long left = state; left != 0; left &= left - 1) {
                sum ^= bits[Long.numberOfTrailingZeros(left)];
            }
            return sum;
        }
    }
}
