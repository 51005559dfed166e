package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.problem.Problem;

/// How a large file is cut into blocks.
///
/// The service takes at most 50,000 blocks a blob ("Scalability and performance targets for Blob
/// storage").
///
/// @param size of the file in bytes
/// @param blockLength of all blocks but the last, in bytes
public record BlockPlan(long size, int blockLength) {
    public static final int MIB = 1024 * 1024;
    public static final int USUAL_LENGTH = 8 * MIB;
    static final int MAX_BLOCKS = 50_000;
    private static final long MAX_LENGTH = 1024L * MIB;

    public static BlockPlan of(long size) {
        long needed = Math.ceilDiv(Math.ceilDiv(size, MAX_BLOCKS), MIB) * MIB;
        if (needed > MAX_LENGTH) {
            throw Problem.of(
                            Problem.Kind.SOURCE_UNUSABLE,
                            "too-large",
                            "The file is too large for one blob",
                            "It has " + size + " bytes; Blobdrop supports up to 48.8 TiB per file.")
                    .asException();
        }
        return new BlockPlan(size, (int) Math.max(USUAL_LENGTH, needed));
    }

    public int count() {
        return (int) Math.ceilDiv(size, blockLength);
    }

    public int lengthOf(int index) {
        return (int) Math.min(blockLength, size - (long) index * blockLength);
    }
}
