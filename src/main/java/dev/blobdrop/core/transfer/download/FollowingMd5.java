package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.transfer.checksum.Md5;
import java.security.MessageDigest;
import java.util.BitSet;

/// The MD5 of a file whose parts arrive in any order. It is computed while they arrive, in order,
/// and each part is read back from the file, so that what is compared is what the file holds.
///
/// [#arrived] and [#broken] are called by many threads, [#await] by one.
final class FollowingMd5 {
    private static final int READ_SIZE = 128 * 1024;

    private final TargetFile file;
    private final long size;
    private final int partLength;
    private final BitSet parts = new BitSet();
    private boolean broken;

    FollowingMd5(TargetFile file, long size, int partLength) {
        this.file = file;
        this.size = size;
        this.partLength = partLength;
    }

    synchronized void arrived(int part) {
        parts.set(part);
        notifyAll();
    }

    /// To be called when a part will not arrive.
    synchronized void broken() {
        broken = true;
        notifyAll();
    }

    /// Waits for all parts.
    ///
    /// @return 16 bytes, which are meaningless after [#broken]
    byte[] await() throws InterruptedException {
        MessageDigest digest = Md5.digest();
        byte[] buffer = new byte[(int) Math.min(READ_SIZE, size)];
        long position = 0;
        for (int part = 0; position < size && awaitPart(part); part++) {
            long end = Math.min(size, position + partLength);
            while (position < end) {
                int read = file.read(buffer, (int) Math.min(buffer.length, end - position), position);
                digest.update(buffer, 0, read);
                position += read;
            }
        }
        return digest.digest();
    }

    private synchronized boolean awaitPart(int part) throws InterruptedException {
        while (!parts.get(part) && !broken) {
            wait();
        }
        return !broken;
    }
}
