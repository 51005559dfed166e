package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.transfer.flow.BlockPlan;

/// How a large blob is cut for its way here.
final class RangeLengths {
    /// Short, so that many are on their way in little memory: the service gives one connection only
    /// so much.
    static final int PART_LENGTH = 2 * BlockPlan.MIB;

    /// What is in memory of a part at a time.
    static final int PIECE_LENGTH = 128 * 1024;

    /// What comes in one request.
    static final int MOST_WHOLE = 2 * PART_LENGTH;

    private RangeLengths() {}
}
