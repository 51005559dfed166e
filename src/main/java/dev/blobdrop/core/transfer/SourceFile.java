package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Problems;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;

/// A local file that is read once, through one handle, and notices when it is changed meanwhile.
final class SourceFile implements AutoCloseable {
    /// Small reads keep the JDK's hidden direct buffer small.
    private static final int READ_SIZE = 128 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final BasicFileAttributes seen;
    private final long size;
    private long position;

    private SourceFile(Path path, FileChannel channel, BasicFileAttributes seen, long size) {
        this.path = path;
        this.channel = channel;
        this.seen = seen;
        this.size = size;
    }

    static SourceFile open(Path path) {
        try {
            FileChannel channel = FileChannel.open(path);
            try {
                return new SourceFile(path, channel, attributes(path), channel.size());
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw Problems.fromFile(path, e).asException(e);
        }
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
            throw Problems.fromFile(path, e).asException(e);
        }
    }

    /// Makes sure that what was read is what the file still holds.
    ///
    /// A moved modification time alone is no change: some file systems move it by themselves. The
    /// content is then read again and compared.
    ///
    /// @param md5 of the bytes that were read
    void checkUnchanged(byte[] md5) {
        try {
            if (channel.size() != size) {
                throw changed("It had " + size + " bytes and now has " + channel.size() + ".");
            }
            BasicFileAttributes now = attributes(path);
            if (!Objects.equals(now.fileKey(), seen.fileKey())) {
                throw changed("Another file was put in its place.");
            }
            boolean touched = !now.lastModifiedTime().equals(seen.lastModifiedTime());
            if (touched && !Arrays.equals(md5, digestAgain())) {
                throw changed("Its content is not what it was when it was read.");
            }
        } catch (java.nio.file.NoSuchFileException e) {
            throw changed("It was removed.");
        } catch (IOException e) {
            throw Problems.fromFile(path, e).asException(e);
        }
    }

    private byte[] digestAgain() throws IOException {
        MessageDigest digest = Md5.digest();
        ByteBuffer buffer = ByteBuffer.allocate(READ_SIZE);
        for (long at = 0; ; ) {
            int read = channel.read(buffer.clear(), at);
            if (read < 0) {
                return digest.digest();
            }
            digest.update(buffer.flip());
            at += read;
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
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
            throw Problems.fromFile(path, e).asException(e);
        }
    }
}
