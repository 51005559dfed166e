package dev.blobdrop.core.transfer.checksum;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/// The CRC64 by carry-less multiplication, ten times as fast as [Crc64]'s tables. Java has no such
/// operation, so machine code does it: the source is `src/native/crc64-fold.s`, and the assembled
/// bytes below are made executable as Java's own compilers do. For Linux on x86-64; elsewhere, and
/// where any step is refused, the tables are used
/// (`src/docs/decisions/0039-crc64-by-multiplication.md`).
final class FoldedCrc64 {
    /// Bytes per step.
    static final int STEP = 64;

    /// The fewest bytes that are worth a call.
    static final int LEAST = 2 * STEP;

    private static final byte[] CODE = HexFormat.of()
            .parseHex("f30f6f21f30f6f691066480f6efff30f6f06660fefc7f30f6f4e10f30f6f"
                    + "5620f30f6f5e304801f24883c640f30f6f3e660f6ff0660f3a44c400660f"
                    + "3a44f411660fefc6660fefc7f30f6f7e10660f6ff1660f3a44cc00660f3a"
                    + "44f411660fefce660fefcff30f6f7e20660f6ff2660f3a44d400660f3a44"
                    + "f411660fefd6660fefd7f30f6f7e30660f6ff3660f3a44dc00660f3a44f4"
                    + "11660fefde660fefdf4883c6404839d67584660f6ff0660f3a44c500660f"
                    + "3a44f511660fefc6660fefc8660f6ff1660f3a44cd00660f3a44f511660f"
                    + "efce660fefd1660f6ff2660f3a44d500660f3a44f511660fefd6660fefda"
                    + "f30f7f5920c3");

    /// The factors that move a sum by 64 and 16 bytes: x to the power of 575, 511, 191 and 127.
    private static final long[] POWERS = Stream.of(512 + 63, 512 - 1, 128 + 63, 128 - 1)
            .mapToLong(FoldedCrc64::power)
            .toArray();

    private final MethodHandle fold;

    private FoldedCrc64(MethodHandle fold) {
        this.fold = fold;
    }

    /// Empty where it is not available. Takes some milliseconds.
    static Optional<FoldedCrc64> load() {
        try {
            return MachineCode.isSupported("pclmulqdq")
                    ? Optional.of(new FoldedCrc64(MachineCode.load(
                            CODE,
                            FunctionDescriptor.ofVoid(
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.ADDRESS))))
                    : Optional.empty();
        } catch (Throwable e) {
            return Optional.empty();
        }
    }

    /// Reduces the bytes to two words with the same checksum.
    ///
    /// @param state before them, as in [Crc64]
    /// @param bytes a multiple of [#STEP], at least [#LEAST]
    long[] fold(long state, MemorySegment bytes) {
        long[] work = new long[POWERS.length + 2];
        System.arraycopy(POWERS, 0, work, 0, POWERS.length);
        try {
            fold.invokeExact(state, bytes, bytes.byteSize(), MemorySegment.ofArray(work));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return new long[] {work[POWERS.length], work[POWERS.length + 1]};
    }

    private static long power(int exponent) {
        long power = 1L << 63;
        for (int i = 0; i < exponent; i++) {
            power = (power & 1) == 0 ? power >>> 1 : (power >>> 1) ^ Crc64Zeros.POLYNOMIAL;
        }
        return power;
    }
}
