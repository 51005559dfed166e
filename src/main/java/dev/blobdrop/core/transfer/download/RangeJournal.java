package dev.blobdrop.core.transfer.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// A small file beside an unfinished download that lists the parts that have arrived, so that a
/// later run need not request them again. A part is noted with its CRC32 after it was written, and
/// compared with it before it is used, so neither a half-written part nor one lost in a power
/// failure counts. The journal begins with a checksum of what it belongs to: for another blob, ETag
/// or part length it is discarded.
///
/// It is locked while it is open, against other processes and this one, and only deleted while
/// locked. Safe for use by many threads.
final class RangeJournal implements AutoCloseable {
    /// Bytes of an entry: a CRC32 and a check of the entry itself. Not CRC64, for which the C1
    /// compiler has no intrinsic; the blob's own MD5 is compared in any case.
    private static final int RECORD = 2 * Integer.BYTES;

    private static final int HEAD = 32;
    private static final int MARK = 0x5AFEB10B;
    private static final int PROOF = 1 << 20;

    /// A file lock does not exclude other threads of this process.
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private volatile boolean any;

    private RangeJournal(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Opens and locks the journal.
    ///
    /// @return empty when somebody else has it, or when this file system has no locks
    static Optional<RangeJournal> open(Path path) throws IOException {
        if (!OPEN.add(path)) {
            return Optional.empty();
        }
        Optional<RangeJournal> list = Optional.empty();
        try {
            list = lock(path);
            return list;
        } finally {
            if (list.isEmpty()) {
                OPEN.remove(path);
            }
        }
    }

    private static Optional<RangeJournal> lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        try {
            if (channel.tryLock() != null && isStill(path, channel)) {
                return Optional.of(new RangeJournal(path, channel));
            }
        } catch (OverlappingFileLockException | IOException e) {
            // Without locks nobody can tell whether another process writes the file.
        }
        channel.close();
        return Optional.empty();
    }

    /// Whether the name still belongs to the locked file. Between opening and locking, its last
    /// owner may have deleted it and a third process may have created another one; that one does
    /// not grow together with this one.
    private static boolean isStill(Path path, FileChannel channel) throws IOException {
        long length = channel.size();
        long longer = length + ThreadLocalRandom.current().nextInt(1, PROOF);
        channel.write(ByteBuffer.allocate(1), longer - 1);
        boolean still = Files.exists(path) && Files.size(path) == longer;
        channel.truncate(length);
        return still;
    }

    /// Continues the journal, or starts it anew.
    ///
    /// @param subject identifies the blob by its path, ETag, size and part length
    /// @return whether it continues; false when it is empty now
    boolean of(String subject) throws IOException {
        byte[] wanted = sum(subject);
        ByteBuffer there = ByteBuffer.allocate(HEAD);
        channel.read(there, 0);
        if (Arrays.equals(there.array(), wanted)) {
            any = channel.size() > HEAD;
            return true;
        }
        any = false;
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(wanted), 0);
        return false;
    }

    private static byte[] sum(String subject) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /// Notes that the part is in the file.
    ///
    /// @param sum its CRC32
    void add(int part, int sum) throws IOException {
        ByteBuffer entry =
                ByteBuffer.allocate(RECORD).putInt(sum).putInt(check(part, sum)).flip();
        channel.write(entry, position(part));
        any = true;
    }

    /// Whether the part was noted at all.
    boolean mentions(int part) throws IOException {
        return entry(part).isPresent();
    }

    /// Whether the part was noted with this CRC32.
    boolean has(int part, int sum) throws IOException {
        return entry(part).filter(noted -> noted == sum).isPresent();
    }

    private Optional<Integer> entry(int part) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(RECORD);
        if (channel.read(entry, position(part)) != RECORD) {
            return Optional.empty();
        }
        int sum = entry.flip().getInt();
        return entry.getInt() == check(part, sum) ? Optional.of(sum) : Optional.empty();
    }

    /// Whether any part was noted.
    boolean any() {
        return any;
    }

    private static long position(int part) {
        return HEAD + (long) part * RECORD;
    }

    /// Not 0 for an entry of zeros, which was never written.
    private static int check(int part, int sum) {
        return sum ^ part * 31 ^ MARK;
    }

    /// To be called before [#close].
    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OPEN.remove(path);
        }
    }
}
