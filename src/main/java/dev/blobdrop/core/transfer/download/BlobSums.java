package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.net.OddAnswer;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.BlockList;
import dev.blobdrop.core.transfer.checksum.BlockIds;
import dev.blobdrop.core.transfer.checksum.Crc64;
import dev.blobdrop.core.transfer.checksum.Crc64Zeros;
import dev.blobdrop.core.transfer.flow.ReadProblems;
import dev.blobdrop.core.transfer.flow.Retry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The CRC64 of each block of a blob, from the blocks' ids ([BlockIds]), to compare the content
/// with as it arrives, in parts of any length and in any order. There is one number per block, from
/// which each part removes its contribution to the block's checksum; it is 0 when all parts have
/// arrived and are right.
///
/// Safe for use by many threads.
final class BlobSums {
    /// The short form of an id counts blocks modulo this number.
    private static final int SHORT_INDEXES = 1 << 16;

    /// The offset at which each block ends.
    private final long[] ends;

    private final long[] open;

    private BlobSums(long[] ends, long[] open) {
        this.ends = ends;
        this.open = open;
    }

    /// The request for the ids of a blob's blocks. An invalid response counts as none: repeating
    /// the request would not help, and reading the blob will show the problem.
    static Retry.Request<BlockList> names(BlobStore store, BlobPath blob) {
        return () -> {
            try {
                return store.blocks(blob);
            } catch (ProblemException e) {
                if (e.problem().code().equals(OddAnswer.CODE)) {
                    return BlockList.EMPTY;
                }
                throw e;
            }
        };
    }

    /// Asks the service for the blocks. To be called before the first byte is requested: what is
    /// then read with the ETag as condition consists of these blocks.
    ///
    /// @param size of the blob, which has no MD5
    /// @return empty when the blob cannot be compared with them
    static Optional<BlobSums> ask(long size, Retry.Request<BlockList> request) throws InterruptedException {
        if (size == 0) {
            return of(List.of(), 0);
        }
        try {
            return of(request.send().committed(), size);
        } catch (ProblemException e) {
            if (ReadProblems.mayPass(e.problem())) {
                throw e;
            }
            // Another type of blob has no blocks; any other problem will show when it is read.
            return Optional.empty();
        }
    }

    /// @param ids of the blocks in the blob's order
    /// @param size of the blob
    /// @return empty when some of the ids are not ours, or do not make up the blob
    static Optional<BlobSums> of(List<String> ids, long size) {
        long[] ends = new long[ids.size()];
        long[] open = new long[ids.size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            int index = i;
            Optional<BlockIds.Block> block = BlockIds.read(ids.get(i))
                    .filter(read -> read.index() == index % SHORT_INDEXES)
                    .filter(read -> read.length() > 0);
            if (block.isEmpty()) {
                return Optional.empty();
            }
            end += block.get().length();
            ends[i] = end;
            open[i] = ~block.get().crc64()
                    ^ Crc64Zeros.after(Crc64.begin(), block.get().length());
        }
        return end == size ? Optional.of(new BlobSums(ends, open)) : Optional.empty();
    }

    /// The contribution of one try at a part, which counts when the whole part has arrived. Used by
    /// one thread at a time.
    final class Share {
        private final Map<Integer, Long> sums = new HashMap<>();

        private Share() {}

        /// @param bytes whose position and limit do not change
        void add(long offset, ByteBuffer bytes) {
            long at = offset;
            int position = bytes.position();
            while (position < bytes.limit()) {
                int block = blockAt(at);
                int inBlock = (int) Math.min(bytes.limit() - position, ends[block] - at);
                long state = Crc64.update(0, bytes.slice(position, inBlock));
                at += inBlock;
                position += inBlock;
                long sum = Crc64Zeros.after(state, ends[block] - at);
                sums.merge(block, sum, (a, b) -> a ^ b);
            }
        }

        /// Counts the part. Each byte of the blob must be counted once.
        void count() {
            sums.forEach(BlobSums.this::remove);
        }
    }

    Share share() {
        return new Share();
    }

    /// Counts a whole part. Each byte of the blob must be counted once.
    ///
    /// @param bytes whose position and limit do not change
    void add(long offset, ByteBuffer bytes) {
        Share share = share();
        share.add(offset, bytes);
        share.count();
    }

    private int blockAt(long offset) {
        int found = Arrays.binarySearch(ends, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private synchronized void remove(int block, long sum) {
        open[block] ^= sum;
    }

    /// The offset of the first block that differs; empty when the whole blob has arrived and is
    /// right.
    synchronized OptionalLong firstWrong() {
        for (int block = 0; block < open.length; block++) {
            if (open[block] != 0) {
                return OptionalLong.of(block == 0 ? 0 : ends[block - 1]);
            }
        }
        return OptionalLong.empty();
    }
}
