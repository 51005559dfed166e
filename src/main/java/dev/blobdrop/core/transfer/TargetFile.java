package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// A file that is written under a name of its own beside its place and shows up there only when it
/// is complete. Closed before that, it leaves nothing.
final class TargetFile implements AutoCloseable {
    /// Small writes keep the JDK's hidden direct buffer small.
    private static final int WRITE_SIZE = 128 * 1024;

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;

    /// @param target only named when something goes wrong
    private TargetFile(Path target, Path temporary, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
    }

    /// Makes the folders on the way too.
    ///
    /// @param folder that nothing may be written outside of
    /// @throws dev.blobdrop.core.problem.ProblemException when nothing can be written there, or a
    ///     link would lead out of the folder
    static TargetFile beside(Path target, Path folder) {
        try {
            Path parent = target.toAbsolutePath().getParent();
            checkInside(parent, folder);
            Files.createDirectories(parent);
            // Any name of a file may be as long as a system allows, so none is made longer.
            Path temporary = parent.resolve(".blobdrop-" + UUID.randomUUID() + ".part");
            return new TargetFile(
                    target,
                    temporary,
                    FileChannel.open(
                            temporary,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw Problems.toFile(target, e).asException(e);
        }
    }

    private static void checkInside(Path parent, Path folder) throws IOException {
        Path there = parent;
        while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        if (!there.toRealPath().startsWith(folder.toRealPath())) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "outside",
                            "Cannot write below " + parent,
                            "A link on the way leads out of " + folder + ".")
                    .asException();
        }
    }

    /// Safe for use by many threads.
    void write(byte[] bytes, int length, long position) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
            while (buffer.hasRemaining()) {
                buffer.limit(Math.min(length, buffer.position() + WRITE_SIZE));
                channel.write(buffer, position + buffer.position());
                buffer.limit(length);
            }
        } catch (IOException e) {
            throw Problems.toFile(target, e).asException(e);
        }
    }

    /// Reads back what was written. Safe for use by many threads.
    ///
    /// @return how many bytes
    int read(byte[] into, int most, long position) {
        try {
            int read = channel.read(ByteBuffer.wrap(into, 0, most), position);
            if (read < 0) {
                throw new EOFException("somebody has shortened the file");
            }
            return read;
        } catch (IOException e) {
            throw Problems.toFile(target, e).asException(e);
        }
    }

    /// Puts the file in its place, over whatever file is there.
    void replace(Path place) {
        try {
            channel.close();
            if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                throw Problem.of(
                                Problem.Kind.CONFLICT,
                                "folder-there",
                                "Cannot write " + place,
                                "There is a folder of that name.")
                        .asException();
            }
            try {
                Files.move(
                        temporary,
                        place,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, place, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw Problems.toFile(place, e).asException(e);
        }
    }

    /// Puts the file in its place if nothing is there. A link is made only where nothing is, so
    /// nobody can come in between; where a file system has no links, the last look decides.
    ///
    /// @return whether it has its place
    boolean moveTo(Path place) {
        try {
            channel.close();
            try {
                Files.createLink(place, temporary);
            } catch (FileAlreadyExistsException e) {
                return false;
            } catch (IOException | UnsupportedOperationException e) {
                Files.move(temporary, place);
            }
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw Problems.toFile(place, e).asException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw Problems.toFile(target, e).asException(e);
        }
    }
}
