package dev.blobdrop.core.transfer.checksum;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.security.MessageDigest;

/// MD5 (RFC 1321) for a virtual machine with only the C1 compiler. Java's own MD5 is fast only when
/// the C2 compiler replaces it with an intrinsic; without that this one has 1.4 times its
/// throughput, because each of the 64 steps adds last the value that the next step depends on.
/// Large inputs go to [Md5Blocks] where it is available.
///
/// For one thread.
final class QuickMd5 extends MessageDigest {
    private static final int BLOCK = 64;
    private static final int INTS = BLOCK / Integer.BYTES;

    /// Bytes converted to numbers at a time, in whole blocks; they stay in the processor's cache.
    private static final int STEP = 256 * BLOCK;

    private final byte[] begun = new byte[BLOCK];
    private int[] numbers = new int[INTS];
    private long length;
    private int a;
    private int b;
    private int c;
    private int d;

    QuickMd5() {
        super("MD5");
        engineReset();
    }

    @Override
    protected int engineGetDigestLength() {
        return 16;
    }

    @Override
    protected void engineReset() {
        length = 0;
        a = 0x67452301;
        b = 0xefcdab89;
        c = 0x98badcfe;
        d = 0x10325476;
    }

    @Override
    protected void engineUpdate(byte input) {
        engineUpdate(new byte[] {input}, 0, 1);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int count) {
        int at = offset;
        int left = count;
        int held = (int) (length % BLOCK);
        length += count;
        if (held > 0) {
            int fitting = Math.min(left, BLOCK - held);
            System.arraycopy(input, at, begun, held, fitting);
            at += fitting;
            left -= fitting;
            if (held + fitting < BLOCK) {
                return;
            }
            blocks(begun, 0, BLOCK);
        }
        int whole = left - left % BLOCK;
        blocks(input, at, whole);
        System.arraycopy(input, at + whole, begun, 0, left - whole);
    }

    @Override
    protected byte[] engineDigest() {
        long bits = length * Byte.SIZE;
        int zeros = Math.floorMod(BLOCK - Long.BYTES - 1 - length, BLOCK);
        byte[] end = new byte[1 + zeros + Long.BYTES];
        end[0] = (byte) 0x80;
        little(end).putLong(1 + zeros, bits);
        engineUpdate(end, 0, end.length);
        byte[] digest = new byte[engineGetDigestLength()];
        little(digest).putInt(a).putInt(b).putInt(c).putInt(d);
        engineReset();
        return digest;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void blocks(byte[] input, int offset, int count) {
        if (count >= Md5Blocks.LEAST
                && length >= Md5Blocks.WORTH
                && Md5Blocks.get().isPresent()) {
            int[] state = {a, b, c, d};
            Md5Blocks.get().get().mix(state, input, offset, count);
            a = state[0];
            b = state[1];
            c = state[2];
            d = state[3];
            return;
        }
        int useful = Math.min(count, STEP) / Integer.BYTES;
        if (useful > numbers.length) {
            numbers = new int[useful];
        }
        IntBuffer from = ByteBuffer.wrap(input, offset, count)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer();
        while (from.hasRemaining()) {
            int some = Math.min(from.remaining(), numbers.length);
            from.get(numbers, 0, some);
            mix(numbers, some);
        }
    }

    /// @param x sixteen numbers for each block
    private void mix(int[] x, int count) {
        int a = this.a;
        int b = this.b;
        int c = this.c;
        int d = this.d;
        for (int at = 0; at < count; at += INTS) {
            final int a0 = a;
            final int b0 = b;
            final int c0 = c;
            final int d0 = d;
            a = f(a, b, c, d, x[at + 0] + 0xd76aa478, 7);
            d = f(d, a, b, c, x[at + 1] + 0xe8c7b756, 12);
            c = f(c, d, a, b, x[at + 2] + 0x242070db, 17);
            b = f(b, c, d, a, x[at + 3] + 0xc1bdceee, 22);
            a = f(a, b, c, d, x[at + 4] + 0xf57c0faf, 7);
            d = f(d, a, b, c, x[at + 5] + 0x4787c62a, 12);
            c = f(c, d, a, b, x[at + 6] + 0xa8304613, 17);
            b = f(b, c, d, a, x[at + 7] + 0xfd469501, 22);
            a = f(a, b, c, d, x[at + 8] + 0x698098d8, 7);
            d = f(d, a, b, c, x[at + 9] + 0x8b44f7af, 12);
            c = f(c, d, a, b, x[at + 10] + 0xffff5bb1, 17);
            b = f(b, c, d, a, x[at + 11] + 0x895cd7be, 22);
            a = f(a, b, c, d, x[at + 12] + 0x6b901122, 7);
            d = f(d, a, b, c, x[at + 13] + 0xfd987193, 12);
            c = f(c, d, a, b, x[at + 14] + 0xa679438e, 17);
            b = f(b, c, d, a, x[at + 15] + 0x49b40821, 22);
            a = g(a, b, c, d, x[at + 1] + 0xf61e2562, 5);
            d = g(d, a, b, c, x[at + 6] + 0xc040b340, 9);
            c = g(c, d, a, b, x[at + 11] + 0x265e5a51, 14);
            b = g(b, c, d, a, x[at + 0] + 0xe9b6c7aa, 20);
            a = g(a, b, c, d, x[at + 5] + 0xd62f105d, 5);
            d = g(d, a, b, c, x[at + 10] + 0x02441453, 9);
            c = g(c, d, a, b, x[at + 15] + 0xd8a1e681, 14);
            b = g(b, c, d, a, x[at + 4] + 0xe7d3fbc8, 20);
            a = g(a, b, c, d, x[at + 9] + 0x21e1cde6, 5);
            d = g(d, a, b, c, x[at + 14] + 0xc33707d6, 9);
            c = g(c, d, a, b, x[at + 3] + 0xf4d50d87, 14);
            b = g(b, c, d, a, x[at + 8] + 0x455a14ed, 20);
            a = g(a, b, c, d, x[at + 13] + 0xa9e3e905, 5);
            d = g(d, a, b, c, x[at + 2] + 0xfcefa3f8, 9);
            c = g(c, d, a, b, x[at + 7] + 0x676f02d9, 14);
            b = g(b, c, d, a, x[at + 12] + 0x8d2a4c8a, 20);
            a = h(a, b, c, d, x[at + 5] + 0xfffa3942, 4);
            d = h(d, a, b, c, x[at + 8] + 0x8771f681, 11);
            c = h(c, d, a, b, x[at + 11] + 0x6d9d6122, 16);
            b = h(b, c, d, a, x[at + 14] + 0xfde5380c, 23);
            a = h(a, b, c, d, x[at + 1] + 0xa4beea44, 4);
            d = h(d, a, b, c, x[at + 4] + 0x4bdecfa9, 11);
            c = h(c, d, a, b, x[at + 7] + 0xf6bb4b60, 16);
            b = h(b, c, d, a, x[at + 10] + 0xbebfbc70, 23);
            a = h(a, b, c, d, x[at + 13] + 0x289b7ec6, 4);
            d = h(d, a, b, c, x[at + 0] + 0xeaa127fa, 11);
            c = h(c, d, a, b, x[at + 3] + 0xd4ef3085, 16);
            b = h(b, c, d, a, x[at + 6] + 0x04881d05, 23);
            a = h(a, b, c, d, x[at + 9] + 0xd9d4d039, 4);
            d = h(d, a, b, c, x[at + 12] + 0xe6db99e5, 11);
            c = h(c, d, a, b, x[at + 15] + 0x1fa27cf8, 16);
            b = h(b, c, d, a, x[at + 2] + 0xc4ac5665, 23);
            a = i(a, b, c, d, x[at + 0] + 0xf4292244, 6);
            d = i(d, a, b, c, x[at + 7] + 0x432aff97, 10);
            c = i(c, d, a, b, x[at + 14] + 0xab9423a7, 15);
            b = i(b, c, d, a, x[at + 5] + 0xfc93a039, 21);
            a = i(a, b, c, d, x[at + 12] + 0x655b59c3, 6);
            d = i(d, a, b, c, x[at + 3] + 0x8f0ccc92, 10);
            c = i(c, d, a, b, x[at + 10] + 0xffeff47d, 15);
            b = i(b, c, d, a, x[at + 1] + 0x85845dd1, 21);
            a = i(a, b, c, d, x[at + 8] + 0x6fa87e4f, 6);
            d = i(d, a, b, c, x[at + 15] + 0xfe2ce6e0, 10);
            c = i(c, d, a, b, x[at + 6] + 0xa3014314, 15);
            b = i(b, c, d, a, x[at + 13] + 0x4e0811a1, 21);
            a = i(a, b, c, d, x[at + 4] + 0xf7537e82, 6);
            d = i(d, a, b, c, x[at + 11] + 0xbd3af235, 10);
            c = i(c, d, a, b, x[at + 2] + 0x2ad7d2bb, 15);
            b = i(b, c, d, a, x[at + 9] + 0xeb86d391, 21);
            a += a0;
            b += b0;
            c += c0;
            d += d0;
        }
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
    }

    private static int f(int a, int b, int c, int d, int x, int s) {
        return turn(a + x + (((c ^ d) & b) ^ d), s) + b;
    }

    private static int g(int a, int b, int c, int d, int x, int s) {
        return turn(a + x + (~d & c) + (d & b), s) + b;
    }

    private static int h(int a, int b, int c, int d, int x, int s) {
        return turn(a + x + ((c ^ d) ^ b), s) + b;
    }

    private static int i(int a, int b, int c, int d, int x, int s) {
        return turn(a + x + (c ^ (b | ~d)), s) + b;
    }

    private static int turn(int value, int s) {
        return value << s | value >>> (Integer.SIZE - s);
    }
}
