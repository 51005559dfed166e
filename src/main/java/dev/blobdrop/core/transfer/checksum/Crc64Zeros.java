package dev.blobdrop.core.transfer.checksum;

/// What a state of [Crc64] becomes when zeros follow. A state is a polynomial, and a zero bit
/// multiplies it by x; so any number of them is one multiplication, by a power that is made of the
/// powers of two in that number.
///
/// With it, the parts of something can be summed in any order: a part's own state, begun with 0,
/// moved past all that follows it, is what the part adds to the sum of the whole.
public final class Crc64Zeros {
    /// Of the checksum, reflected.
    static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

    /// The polynomial 1: the highest bit, because the bits are in reverse.
    private static final long ONE = 1L << 63;

    /// Those of a byte are 8, which is 2 to the power of 3.
    private static final int BYTE = 3;

    /// x to the powers 1, 2, 4, 8, ...
    private static final long[] POWERS = powers();

    private Crc64Zeros() {}

    /// @param bytes how many zero bytes follow, less than 2^60
    public static long after(long state, long bytes) {
        long factor = ONE;
        int power = BYTE;
        for (long left = bytes; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                factor = multiply(POWERS[power], factor);
            }
            power++;
        }
        return multiply(factor, state);
    }

    private static long[] powers() {
        long[] powers = new long[Long.SIZE];
        powers[0] = ONE >>> 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = multiply(powers[i - 1], powers[i - 1]);
        }
        return powers;
    }

    /// The product of two polynomials, modulo that of the checksum.
    private static long multiply(long a, long b) {
        long product = 0;
        long moved = b;
        for (long left = a; left != 0; left <<= 1) {
            if (left < 0) {
                product ^= moved;
            }
            moved = (moved & 1) == 0 ? moved >>> 1 : (moved >>> 1) ^ POLYNOMIAL;
        }
        return product;
    }
}
