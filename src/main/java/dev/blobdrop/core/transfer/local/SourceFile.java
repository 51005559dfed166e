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

/// A local file that is read through one handle, and notices when the file is changed meanwhile.
/// Reading at an offset is safe for use by many threads.
public final class SourceFile implements AutoCloseable {
    /// Small reads keep the JDK's hidden direct buffer small.
    private static final int READ_SIZE = 128 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final FileState seen;
    private final long size;

    private SourceFile(Path path, FileChannel channel, FileState seen) {
        this.path = path;
        this.channel = channel;
        this.seen = seen;
        this.size = seen.size();
    }

    /// Opens a file.
    ///
    /// @throws ProblemException when it cannot be read or is not a regular file; opening a pipe
    ///     would block
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
                        "It is not a regular file any more.")
                .asException();
    }

    /// When the file was last modified, as read right before it was opened.
    public Instant modified() {
        return seen.modified().toInstant();
    }

    /// The size when it was opened, in bytes.
    public long size() {
        return size;
    }

    /// Fills the buffer with the bytes at an offset.
    ///
    /// @throws ProblemException when the file has fewer, because it was truncated
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
    /// @param through the buffer to read with
    long crc64(long offset, int length, Slices.Slice through) {
        long state = Crc64.begin();
        for (int at = 0; at < length; at += Slices.LENGTH) {
            ByteBuffer part = through.buffer().limit(Math.min(Slices.LENGTH, length - at));
            read(part, offset + at);
            state = Crc64.update(state, part.flip());
        }
        return Crc64.end(state);
    }

    /// The first bytes, to guess the content type from.
    public byte[] head(int most) {
        byte[] head = new byte[(int) Math.min(size, most)];
        read(ByteBuffer.wrap(head), 0);
        return head;
    }

    /// Checks that the file still holds the bytes that were read.
    ///
    /// Times that moved are not a change by themselves: some file systems move them on their own,
    /// and so do a new hard link and other permissions. The content is then read again and
    /// compared.
    ///
    /// @param sums of the bytes that were read
    /// @param mayGrow whether appended bytes are allowed
    /// @throws ProblemException when the file has changed
    public void checkUnchanged(BlockSums sums, boolean mayGrow) {
        checkUnchanged(sums, mayGrow, Optional.empty());
    }

    /// The same, and adds the content to the MD5 if it has to be read again.
    ///
    /// @return whether it was
    public boolean checkUnchanged(BlockSums sums, boolean mayGrow, Optional<MessageDigest> md5) {
        try {
            FileState state = FileState.of(path);
            if (!state.key().equals(seen.key())) {
                throw changed("Another file was put in its place.");
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
            throw changed("It was removed.");
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

    /// The problem when another reading differs.
    ProblemException hasOtherContent() {
        return changed("Its content is not what it was when it was read.");
    }

    /// The file's bytes from the beginning, independent of any other reading.
    private BlockSums.Source fromTheStart() {
        long[] at = {0};
        return (into, length) -> {
            int read = channel.read(ByteBuffer.wrap(into, 0, length), at[0]);
            at[0] += Math.max(0, read);
            return read;
        };
    }

    /// The MD5 of the whole file, which is read for it.
    public byte[] md5() {
        return md5(summed -> true);
    }

    /// The same, but can be stopped; the result is then meaningless.
    ///
    /// @param continues gets the number of bytes so far, and returns whether to continue
    public byte[] md5(LongPredicate continues) {
        MessageDigest digest = Md5.digest();
        byte[] buffer = new byte[Math.clamp(size + 1, 1, READ_SIZE)];
        BlockSums.Source source = fromTheStart();
        long summed = 0;
        try {
            for (int read = source.read(buffer, buffer.length);
                    read >= 0 && continues.test(summed);
                    read = source.read(buffer, buffer.length)) {
                digest.update(buffer, 0, read);
                summed += read;
            }
            return digest.digest();
        } catch (IOException e) {
            throw FileProblems.reading(path, e).asException(e);
        }
    }

    /// Files whose content the system generates, such as those below `/proc`, report a size of 0.
    private ProblemException unsized() {
        return Problem.of(
                        Problem.Kind.SOURCE_UNUSABLE,
                        "no-size",
                        "Cannot upload " + path,
                        "Its size is given as 0, but it holds something.")
                .withRemedy("Copy it with cat and upload the copy")
                .asException();
    }

    private ProblemException changed(String how) {
        return Problem.of(
                        Problem.Kind.SOURCE_CHANGED,
                        "source-changed",
                        path + " changed while it was read",
                        how + " Nothing was written to the container for it.")
                .withRemedy("Run again when the file is finished")
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
