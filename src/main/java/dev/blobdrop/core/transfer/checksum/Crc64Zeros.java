package dev.blobdrop.core.transfer.checksum;

/// What a [Crc64] state becomes when zeros follow. A state is a polynomial and a zero bit
/// multiplies it by x, so any number of zeros is one multiplication, by a power composed of powers
/// of two.
///
/// This allows the parts of something to be summed in any order: a part's own state, begun with 0
/// and moved past everything that follows the part, is its contribution to the checksum of the
/// whole.
public final class Crc64Zeros {
    /// The checksum's polynomial, reflected.
    static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

    /// The polynomial 1, which is the highest bit because the bits are reflected.
    private static final long ONE = 1L << 63;

    /// A byte has 8 bits, 2 to the power of 3.
    private static final int BYTE = 3;

    /// x to the powers 1, 2, 4, 8, ...
    private static final long[] POWERS = powers();

    private Crc64Zeros() {}

    /// The state after zeros.
    ///
    /// @param bytes the number of zero bytes, less than 2^60
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

    /// The product of two polynomials, modulo the checksum's.
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
