package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;

/// A local file that is read once, through one handle, and notices when it is changed meanwhile.
final class SourceFile implements AutoCloseable {
    /// Small reads keep the JDK's hidden direct buffer small.
    private static final int READ_SIZE = 128 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final FileState seen;
    private final long size;
    private long position;

    private SourceFile(Path path, FileChannel channel, FileState seen, long size) {
        this.path = path;
        this.channel = channel;
        this.seen = seen;
        this.size = size;
    }

    /// @throws ProblemException when it cannot be read or is no regular file: a pipe would keep
    ///     whoever opens it waiting
    static SourceFile open(Path path) {
        try {
            if (!FileState.of(path).isFile()) {
                throw notAFile(path);
            }
            FileChannel channel = FileChannel.open(path);
            try {
                return new SourceFile(path, channel, FileState.of(path), channel.size());
            } catch (IOException e) {
                channel.close();
                throw e;
            }
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

    /// When it was last modified, as seen right after it was opened.
    Instant modified() {
        return seen.modified().toInstant();
    }

    long size() {
        return size;
    }

    /// Reads the next bytes into the front of the array.
    ///
    /// @throws ProblemException when the file has fewer: it was cut meanwhile
    void read(byte[] into, int length) {
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
    void checkUnchanged(BlockSums sums, boolean mayGrow) {
        try {
            long now = channel.size();
            if (now < size || now > size && !mayGrow) {
                throw changed("It had " + size + " bytes and now has " + now + ".");
            }
            FileState state = FileState.of(path);
            if (!state.key().equals(seen.key())) {
                throw changed("Another file was put in its place.");
            }
            if (now == 0 && fromTheStart().read(new byte[1], 1) > 0) {
                throw unsized();
            }
            if ((seen.mayHaveChangedBefore(state) || now != size) && !sums.begins(fromTheStart())) {
                throw changed("Its content is not what it was when it was read.");
            }
        } catch (NoSuchFileException e) {
            throw changed("It was removed.");
        } catch (IOException e) {
            throw FileProblems.reading(path, e).asException(e);
        }
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
    byte[] md5() {
        MessageDigest digest = Md5.digest();
        byte[] buffer = new byte[READ_SIZE];
        BlockSums.Source source = fromTheStart();
        try {
            for (int read = source.read(buffer, READ_SIZE);
                    read >= 0;
                    read = source.read(buffer, READ_SIZE)) {
                digest.update(buffer, 0, read);
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
