package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.transfer.flow.BlockPlan;

/// How a large blob is divided for the download.
final class RangeLengths {
    /// Bytes of a part. Short, so that many fit in little memory: the service limits the throughput
    /// of one connection.
    static final int PART_LENGTH = 2 * BlockPlan.MIB;

    /// Bytes of a part that are in memory at the same time.
    static final int PIECE_LENGTH = 128 * 1024;

    /// The largest blob that is downloaded in one request.
    static final int MOST_WHOLE = 2 * PART_LENGTH;

    private RangeLengths() {}
}
