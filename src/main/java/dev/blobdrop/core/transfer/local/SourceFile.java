package dev.blobdrop.core.transfer.local;

import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.transfer.checksum.Crc64;
import dev.blobdrop.core.transfer.checksum.Md5;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongPredicate;

/// A local file that is read through one handle and notices when it is changed meanwhile. Reading
/// at a place is safe for use by many threads.
public final class SourceFile implements AutoCloseable {
    /// Small reads keep the JDK's hidden direct buffer small.
    private static final int READ_SIZE = 128 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final FileState seen;
    private final long size;
    private long position;

    private SourceFile(Path path, FileChannel channel, FileState seen) {
        this.path = path;
        this.channel = channel;
        this.seen = seen;
        this.size = seen.size();
    }

    /// @throws ProblemException when it cannot be read or is no regular file: a pipe would keep
    ///     whoever opens it waiting
    public static SourceFile open(Path path) {
        try {
            FileState seen = FileState.of(path);
            if (!seen.isFile()) {
                throw notAFile(path);
            }
            return new SourceFile(path, FileChannel.open(path), seen);
        } catch (IOException e) {
            throw FileProblems.reading(path, e).asException(e);
        }
    }

    private static ProblemException notAFile(Path path) {
        return Problem.of(
                        Problem.Kind.SOURCE_UNUSABLE,
                        "unreadable",
                        "Cannot read " + path,
                        "It is no longer a regular file.")
                .asException();
    }

    /// When it was last modified, as seen right before it was opened.
    public Instant modified() {
        return seen.modified().toInstant();
    }

    public long size() {
        return size;
    }

    /// Fills the buffer with the bytes from an offset on.
    ///
    /// @throws ProblemException when the file has fewer: it was cut meanwhile
    public void read(ByteBuffer into, long offset) {
        try {
            for (long at = offset; into.hasRemaining(); ) {
                int read = channel.read(into, at);
                if (read < 0) {
                    throw changed("It became shorter.");
                }
                at += read;
            }
        } catch (IOException e) {
            throw FileProblems.reading(path, e).asException(e);
        }
    }

    /// The CRC64 of a part, as it is now.
    ///
    /// @param through what it is read
    long crc64(long offset, int length, Slices.Slice through) {
        long state = Crc64.begin();
        for (int at = 0; at < length; at += Slices.LENGTH) {
            ByteBuffer part = through.buffer().limit(Math.min(Slices.LENGTH, length - at));
            read(part, offset + at);
            state = Crc64.update(state, part.flip());
        }
        return Crc64.end(state);
    }

    /// The first bytes, from which a type is guessed.
    public byte[] head(int most) {
        byte[] head = new byte[(int) Math.min(size, most)];
        read(ByteBuffer.wrap(head), 0);
        return head;
    }

    /// Reads the next bytes into the front of the array.
    ///
    /// @throws ProblemException when the file has fewer: it was cut meanwhile
    public void read(byte[] into, int length) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
            while (buffer.hasRemaining()) {
                buffer.limit(Math.min(length, buffer.position() + READ_SIZE));
                int read = channel.read(buffer, position);
                if (read < 0) {
                    throw changed("It became shorter.");
                }
                position += read;
                buffer.limit(length);
            }
        } catch (IOException e) {
            throw FileProblems.reading(path, e).asException(e);
        }
    }

    /// Makes sure that what was read is what the file still holds.
    ///
    /// Moved times alone are no change: some file systems move them by themselves, and a new link
    /// or other permissions do. The content is then read again and compared.
    ///
    /// @param sums of the bytes that were read
    /// @param mayGrow whether more bytes behind them are no change
    public void checkUnchanged(BlockSums sums, boolean mayGrow) {
        checkUnchanged(sums, mayGrow, Optional.empty());
    }

    /// The same, and takes the MD5 of what is compared, if it has to be.
    ///
    /// @return whether it had to be
    public boolean checkUnchanged(BlockSums sums, boolean mayGrow, Optional<MessageDigest> md5) {
        try {
            FileState state = FileState.of(path);
            if (!state.key().equals(seen.key())) {
                throw changed("It was replaced by another file.");
            }
            long now = state.size();
            if (now < size || now > size && !mayGrow) {
                throw changed("It had " + size + " bytes and now has " + now + ".");
            }
            if (now == 0 && fromTheStart().read(new byte[1], 1) > 0) {
                throw unsized();
            }
            boolean isCompared = seen.mayHaveChangedBefore(state) || now != size;
            if (isCompared && !sums.begins(digested(fromTheStart(), md5))) {
                throw hasOtherContent();
            }
            return isCompared;
        } catch (NoSuchFileException e) {
            throw changed("It was deleted.");
        } catch (IOException e) {
            throw FileProblems.reading(path, e).asException(e);
        }
    }

    private static BlockSums.Source digested(BlockSums.Source source, Optional<MessageDigest> md5) {
        return (into, length) -> {
            int read = source.read(into, length);
            md5.filter(digest -> read > 0).ifPresent(digest -> digest.update(into, 0, read));
            return read;
        };
    }

    /// What is said when a part read again is another one.
    ProblemException hasOtherContent() {
        return changed("Its content has changed since it was read.");
    }

    /// The file's bytes from its beginning, beside the reading that is under way.
    private BlockSums.Source fromTheStart() {
        long[] at = {0};
        return (into, length) -> {
            int read = channel.read(ByteBuffer.wrap(into, 0, length), at[0]);
            at[0] += Math.max(0, read);
            return read;
        };
    }

    /// The MD5 of the whole file; reads it all, beside the reading that is under way.
    public byte[] md5() {
        return md5(summed -> true);
    }

    /// The same, for nothing when it ends early.
    ///
    /// @param goesOn is told how many bytes have been summed, and says whether somebody waits for
    ///     the rest
    public byte[] md5(LongPredicate goesOn) {
        MessageDigest digest = Md5.digest();
        byte[] buffer = new byte[Math.clamp(size + 1, 1, READ_SIZE)];
        BlockSums.Source source = fromTheStart();
        long summed = 0;
        try {
            for (int read = source.read(buffer, buffer.length);
                    read >= 0 && goesOn.test(summed);
                    read = source.read(buffer, buffer.length)) {
                digest.update(buffer, 0, read);
                summed += read;
            }
            return digest.digest();
        } catch (IOException e) {
            throw FileProblems.reading(path, e).asException(e);
        }
    }

    /// Files that the system makes up when they are read, such as those below `/proc`, say that
    /// they are empty.
    private ProblemException unsized() {
        return Problem.of(
                        Problem.Kind.SOURCE_UNUSABLE,
                        "no-size",
                        "Cannot upload " + path,
                        "Its size is reported as 0, but it is not empty.")
                .withRemedy("Copy it with cat and upload the copy")
                .asException();
    }

    private ProblemException changed(String how) {
        return Problem.of(
                        Problem.Kind.SOURCE_CHANGED,
                        "source-changed",
                        path + " changed while it was read",
                        how + " Nothing was written to the container for this file.")
                .withRemedy("Run again when the file is complete")
                .asException();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw FileProblems.reading(path, e).asException(e);
        }
    }
}
