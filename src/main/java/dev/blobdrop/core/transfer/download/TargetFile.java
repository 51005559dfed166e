package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.config.WholeFile;
import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.transfer.flow.ReadProblems;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ObjLongConsumer;
import java.util.zip.CRC32;

/// A file that is written under a temporary name and gets its own name only when it is complete.
/// Closed before that, it leaves nothing or, if a later run is to continue it, itself and the
/// journal of its parts.
final class TargetFile implements AutoCloseable {
    private static final Object MOVING = new Object();

    private final Path target;
    private final Path temporary;
    private final TargetFolder folder;
    private final ReentrantLock writing = new ReentrantLock();
    private final FileChannel channel;
    private final Optional<RangeJournal> journal;
    private boolean isBegun;
    /// Whether the temporary name no longer exists.
    private boolean isGone;
    private volatile boolean isKept;

    /// @param target for messages only
    private TargetFile(
            Path target, Path temporary, TargetFolder folder, FileChannel channel, Optional<RangeJournal> journal) {
        this.target = target;
        this.temporary = temporary;
        this.folder = folder;
        this.channel = channel;
        this.journal = journal;
    }

    /// A file that no later run continues. Creates its folder too.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when nothing can be written there, or a
    ///     link leads out of the folder
    static TargetFile beside(Path target, TargetFolder folder) {
        try {
            Path parent = folder.parentOf(target);
            return beside(target, parent, folder);
        } catch (IOException e) {
            throw FileProblems.writing(target, e).asException(e);
        }
    }

    private static TargetFile beside(Path target, Path parent, TargetFolder folder) throws IOException {
        Path temporary = parent.resolve(folder.temporaryName());
        return new TargetFile(target, temporary, folder, folder.create(temporary), Optional.empty());
    }

    /// A file that a later run continues if it downloads the same source to the same place. While
    /// another run writes that file, it is one that no later run continues.
    ///
    /// @param source identifies the blob
    static TargetFile resumable(Path target, TargetFolder folder, String source) {
        try {
            Path parent = folder.parentOf(target);
            String name = resumableName(target, source);
            Optional<RangeJournal> journal =
                    RangeJournal.open(parent.toRealPath().resolve(name + ".parts"));
            return journal.isPresent()
                    ? resumable(target, parent.resolve(name + ".part"), folder, journal.get())
                    : beside(target, parent, folder);
        } catch (IOException e) {
            throw FileProblems.writing(target, e).asException(e);
        }
    }

    private static TargetFile resumable(Path target, Path temporary, TargetFolder folder, RangeJournal journal)
            throws IOException {
        try {
            FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            return new TargetFile(target, temporary, folder, channel, Optional.of(journal));
        } catch (IOException e) {
            journal.delete();
            journal.close();
            throw e;
        }
    }

    /// How many bytes exist of a file that [#resumable] would continue.
    static long left(Path target, String source) {
        try {
            return Files.size(target.resolveSibling(resumableName(target, source) + ".part"));
        } catch (IOException e) {
            return 0;
        }
    }

    private static String resumableName(Path target, String source) {
        return ".blobdrop-" + shortSum(target.getFileName() + "\n" + source);
    }

    private static String shortSum(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// To be called before anything is written, and again when the content is to be another one.
    ///
    /// @param content identifies the content: the same text, the same bytes
    void begin(String content) {
        try {
            boolean continues = journal.isPresent() ? journal.get().of(content) : !isBegun;
            if (!continues) {
                channel.truncate(0);
            }
            isBegun = true;
        } catch (IOException e) {
            throw FileProblems.writing(target, e).asException(e);
        }
    }

    /// Whether an earlier run left this part. Safe for use by many threads.
    ///
    /// @param memory to read into
    /// @param each gets each piece of the part and its offset in the file; to be ignored when the
    ///     result is false
    boolean holds(int part, long position, int length, ByteBuffer memory, ObjLongConsumer<ByteBuffer> each) {
        if (journal.isEmpty()) {
            return false;
        }
        try {
            if (!journal.get().mentions(part) || channel.size() < position + length) {
                return false;
            }
            CRC32 crc = new CRC32();
            for (int done = 0; done < length; ) {
                ByteBuffer piece = memory.slice(0, Math.min(memory.capacity(), length - done));
                if (channel.read(piece, position + done) < 0) {
                    return false;
                }
                piece.flip();
                crc.update(piece.duplicate());
                each.accept(piece, position + done);
                done += piece.limit();
            }
            return journal.get().has(part, (int) crc.getValue());
        } catch (IOException e) {
            throw FileProblems.writing(target, e).asException(e);
        }
    }

    /// Safe for use by many threads.
    ///
    /// @param bytes whose position and limit do not change
    void write(ByteBuffer bytes, long position) {
        try {
            writeAll(bytes.duplicate(), position);
        } catch (IOException e) {
            throw FileProblems.writing(target, e).asException(e);
        }
    }

    /// Notes that a part was written. Safe for use by many threads.
    ///
    /// @param crc the part's CRC32
    void written(int part, int crc) {
        try {
            if (journal.isPresent()) {
                journal.get().add(part, crc);
            }
        } catch (IOException e) {
            throw FileProblems.writing(target, e).asException(e);
        }
    }

    /// One thread at a time: the kernel serializes writes to one file, and threads waiting there
    /// spin instead of sleeping.
    private void writeAll(ByteBuffer bytes, long position) throws IOException {
        int start = bytes.position();
        writing.lock();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, position + bytes.position() - start);
            }
        } finally {
            writing.unlock();
        }
    }

    /// Closing then leaves the file for a later run, if it has any whole part.
    void keep() {
        isKept = true;
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
            throw FileProblems.writing(target, e).asException(e);
        }
    }

    /// Moves the file to its place, over whatever file is there.
    void replace(Path place) {
        try {
            channel.close();
            if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                throw ReadProblems.folderThere(place).asException();
            }
            WholeFile.move(temporary, place);
            isGone = true;
        } catch (IOException e) {
            throw FileProblems.writing(place, e).asException(e);
        }
    }

    /// Moves the file to its place if nothing is there. This is atomic where the system has an
    /// exclusive rename or hard links. Where it has neither, Java's own check decides, which
    /// excludes other files of this process only.
    ///
    /// @return whether it was moved
    boolean moveTo(Path place) {
        try {
            channel.close();
            return switch (folder.rename(temporary, place)) {
                case RENAMED -> {
                    isGone = true;
                    yield true;
                }
                case TAKEN -> false;
                case REFUSED -> linkOrMove(place);
            };
        } catch (IOException e) {
            throw FileProblems.writing(place, e).asException(e);
        }
    }

    private boolean linkOrMove(Path place) throws IOException {
        try {
            Files.createLink(place, temporary);
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException | UnsupportedOperationException e) {
            return move(place);
        }
        return true;
    }

    private boolean move(Path place) throws IOException {
        synchronized (MOVING) {
            try {
                Files.move(temporary, place);
                isGone = true;
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            }
        }
    }

    @Override
    public void close() {
        try (channel) {
            if (journal.isEmpty()) {
                remove();
                return;
            }
            try (RangeJournal parts = journal.get()) {
                if (!isKept || !parts.any()) {
                    // While the journal is locked nobody else uses the file.
                    remove();
                    parts.delete();
                }
            }
        } catch (IOException e) {
            throw FileProblems.writing(target, e).asException(e);
        }
    }

    private void remove() throws IOException {
        if (!isGone) {
            Files.deleteIfExists(temporary);
        }
    }
}
