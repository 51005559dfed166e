package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.storage.BlobIntake;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;

/// Writes one part of a blob to the file as it arrives, through a buffer that stays in the
/// processor's cache: each piece is decrypted, summed and written while it is there. For one try;
/// the next one overwrites what this one has written.
final class RangeIntake implements BlobIntake {
    private final TargetFile file;
    private final long offset;
    private final int length;
    private final ByteBuffer memory;
    private final DownloadResults.Arriving arriving;
    private final Optional<BlobSums.Share> sums;
    private final CRC32 crc = new CRC32();
    private ByteBuffer room;
    private int written;

    /// @param memory for one piece
    RangeIntake(
            TargetFile file,
            long offset,
            int length,
            ByteBuffer memory,
            DownloadResults.Arriving arriving,
            Optional<BlobSums.Share> sums) {
        this.file = file;
        this.offset = offset;
        this.length = length;
        this.memory = memory;
        this.arriving = arriving;
        this.sums = sums;
        this.room = nextRoom();
    }

    private ByteBuffer nextRoom() {
        return memory.slice(0, Math.min(memory.capacity(), length - written));
    }

    @Override
    public int left() {
        return length - written - room.position();
    }

    @Override
    public ByteBuffer room() {
        return room;
    }

    @Override
    public void full() {
        room.flip();
        long at = offset + written;
        file.write(room, at);
        crc.update(room.duplicate());
        sums.ifPresent(each -> each.add(at, room));
        arriving.arrived(room.limit());
        written += room.limit();
        room = nextRoom();
    }

    /// The CRC32 of the part, when all of it has arrived.
    int crc() {
        return (int) crc.getValue();
    }

    /// Takes back what was counted, because the part is incomplete.
    void lost() {
        arriving.arrived(-written);
    }
}
