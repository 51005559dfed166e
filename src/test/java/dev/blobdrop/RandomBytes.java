package dev.blobdrop;

import java.util.Random;

/// Bytes that look random and are the same in every run.
public final class RandomBytes {
    private RandomBytes() {}

    public static byte[] of(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
