package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.problem.Problem;

/// How a large file is divided into blocks.
///
/// A blob has at most 50,000 blocks ("Scalability and performance targets for Blob storage").
///
/// @param size of the file in bytes
/// @param blockLength of all blocks but the last, in bytes
public record BlockPlan(long size, int blockLength) {
    /// Bytes of one MiB.
    public static final int MIB = 1024 * 1024;
    /// The length of a block, 8 MiB, unless the file would have too many. A file of at most that
    /// length is sent in one request.
    public static final int USUAL_LENGTH = 8 * MIB;
    static final int MAX_BLOCKS = 50_000;
    private static final long MAX_LENGTH = 1024L * MIB;

    /// The plan for a file of that many bytes.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when it is too large for one blob
    public static BlockPlan of(long size) {
        long needed = Math.ceilDiv(Math.ceilDiv(size, MAX_BLOCKS), MIB) * MIB;
        if (needed > MAX_LENGTH) {
            throw Problem.of(
                            Problem.Kind.SOURCE_UNUSABLE,
                            "too-large",
                            "The file is too large for one blob",
                            "It has " + size + " bytes; Blobdrop takes up to 48.8 TiB a file.")
                    .asException();
        }
        return new BlockPlan(size, (int) Math.max(USUAL_LENGTH, needed));
    }

    /// The number of blocks.
    public int count() {
        return (int) Math.ceilDiv(size, blockLength);
    }

    /// The length of the block at that index, in bytes.
    public int lengthOf(int index) {
        return (int) Math.min(blockLength, size - (long) index * blockLength);
    }
}
