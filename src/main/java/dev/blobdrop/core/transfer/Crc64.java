package dev.blobdrop.core.transfer;

/// The CRC-64 that Azure Storage uses (polynomial 0x9A6C9329AC4BC9B5, reflected, inverted at both
/// ends; known elsewhere as CRC-64/NVME). The SDK has one too, in a package it does not export.
final class Crc64 {
    private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
    private static final int SLICES = 8;
    private static final long[][] TABLE = table();

    private Crc64() {}

    static long of(byte[] bytes, int offset, int length) {
        long crc = ~0L;
        int at = offset;
        int end = offset + length;
        for (; at + SLICES <= end; at += SLICES) {
            crc ^= word(bytes, at);
            crc =
                    TABLE[7][(int) crc & 0xff]
                            ^ TABLE[6][(int) (crc >>> 8) & 0xff]
                            ^ TABLE[5][(int) (crc >>> 16) & 0xff]
                            ^ TABLE[4][(int) (crc >>> 24) & 0xff]
                            ^ TABLE[3][(int) (crc >>> 32) & 0xff]
                            ^ TABLE[2][(int) (crc >>> 40) & 0xff]
                            ^ TABLE[1][(int) (crc >>> 48) & 0xff]
                            ^ TABLE[0][(int) (crc >>> 56)];
        }
        for (; at < end; at++) {
            crc = TABLE[0][((int) crc ^ bytes[at]) & 0xff] ^ (crc >>> 8);
        }
        return ~crc;
    }

    private static long word(byte[] bytes, int at) {
        long word = 0;
        for (int i = 0; i < SLICES; i++) {
            word |= (bytes[at + i] & 0xffL) << (8 * i);
        }
        return word;
    }

    private static long[][] table() {
        long[][] table = new long[SLICES][256];
        for (int n = 0; n < 256; n++) {
            long crc = n;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
            }
            table[0][n] = crc;
        }
        for (int slice = 1; slice < SLICES; slice++) {
            for (int n = 0; n < 256; n++) {
                long before = table[slice - 1][n];
                table[slice][n] = table[0][(int) before & 0xff] ^ (before >>> 8);
            }
        }
        return table;
    }
}
