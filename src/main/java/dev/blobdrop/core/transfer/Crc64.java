package dev.blobdrop.core.transfer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The CRC-64 that Azure Storage uses (polynomial 0x9A6C9329AC4BC9B5, reflected, inverted at both
/// ends; known elsewhere as CRC-64/NVME). The SDK has one too, in a package it does not export.
///
/// Sixteen bytes a step, each through a table of its own ("slicing by 16"): the steps of one
/// sixteen do not wait for each other, which is worth more than smaller tables.
final class Crc64 {
    private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
    private static final int SLICES = 16;
    private static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// All tables in one array: slice by slice, 256 entries each.
    private static final long[] TABLE = table();

    private Crc64() {}

    static long of(byte[] bytes, int offset, int length) {
        return end(update(begin(), bytes, offset, length));
    }

    /// The state before the first byte.
    static long begin() {
        return ~0L;
    }

    /// The checksum of a state.
    static long end(long state) {
        return ~state;
    }

    /// The state after more bytes.
    static long update(long state, byte[] bytes, int offset, int length) {
        long[] t = TABLE;
        long crc = state;
        int at = offset;
        int end = offset + length;
        for (; at <= end - SLICES; at += SLICES) {
            long a = crc ^ (long) WORD.get(bytes, at);
            long b = (long) WORD.get(bytes, at + 8);
            crc =
                    t[15 * 256 + ((int) a & 0xff)]
                            ^ t[14 * 256 + ((int) (a >>> 8) & 0xff)]
                            ^ t[13 * 256 + ((int) (a >>> 16) & 0xff)]
                            ^ t[12 * 256 + ((int) (a >>> 24) & 0xff)]
                            ^ t[11 * 256 + ((int) (a >>> 32) & 0xff)]
                            ^ t[10 * 256 + ((int) (a >>> 40) & 0xff)]
                            ^ t[9 * 256 + ((int) (a >>> 48) & 0xff)]
                            ^ t[8 * 256 + (int) (a >>> 56)]
                            ^ t[7 * 256 + ((int) b & 0xff)]
                            ^ t[6 * 256 + ((int) (b >>> 8) & 0xff)]
                            ^ t[5 * 256 + ((int) (b >>> 16) & 0xff)]
                            ^ t[4 * 256 + ((int) (b >>> 24) & 0xff)]
                            ^ t[3 * 256 + ((int) (b >>> 32) & 0xff)]
                            ^ t[2 * 256 + ((int) (b >>> 40) & 0xff)]
                            ^ t[256 + ((int) (b >>> 48) & 0xff)]
                            ^ t[(int) (b >>> 56)];
        }
        for (; at < end; at++) {
            crc = t[((int) crc ^ bytes[at]) & 0xff] ^ (crc >>> 8);
        }
        return crc;
    }

    private static long[] table() {
        long[] table = new long[SLICES * 256];
        for (int n = 0; n < 256; n++) {
            long crc = n;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
            }
            table[n] = crc;
        }
        for (int at = 256; at < table.length; at++) {
            long before = table[at - 256];
            table[at] = table[(int) before & 0xff] ^ (before >>> 8);
        }
        return table;
    }
}
