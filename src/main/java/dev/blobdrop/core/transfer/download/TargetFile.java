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

/// A file that is written under a name of its own beside its place and shows up there only when it
/// is complete. Closed before that, it leaves nothing, or, if it is to be taken up again, itself
/// and the list of its parts.
final class TargetFile implements AutoCloseable {
    private static final Object MOVING = new Object();

    private final Path target;
    private final Path temporary;
    private final TargetFolder folder;
    private final ReentrantLock writing = new ReentrantLock();
    private final FileChannel channel;
    private final Optional<RangeJournal> list;
    private boolean isBegun;
    /// Nothing has the temporary name any more.
    private boolean isGone;
    private volatile boolean isKept;

    /// @param target only named when something goes wrong
    private TargetFile(
            Path target, Path temporary, TargetFolder folder, FileChannel channel, Optional<RangeJournal> list) {
        this.target = target;
        this.temporary = temporary;
        this.folder = folder;
        this.channel = channel;
        this.list = list;
    }

    /// A file that nobody takes up again. Makes the folders on the way too.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when nothing can be written there, or a
    ///     link would lead out of the folder
    static TargetFile beside(Path target, TargetFolder folder) {
        try {
            Path parent = folder.parentOf(target);
            return beside(target, parent, folder);
        } catch (IOException e) {
            throw FileProblems.writing(target, e).asException(e);
        }
    }

    private static TargetFile beside(Path target, Path parent, TargetFolder folder) throws IOException {
        Path temporary = parent.resolve(folder.passingName());
        return new TargetFile(target, temporary, folder, folder.create(temporary), Optional.empty());
    }

    /// A file that a later run takes up again, if it comes to the same place from the same source;
    /// while another run writes it, one that nobody takes up.
    ///
    /// @param source names the blob among all others
    static TargetFile lasting(Path target, TargetFolder folder, String source) {
        try {
            Path parent = folder.parentOf(target);
            String name = lastingName(target, source);
            Optional<RangeJournal> list = RangeJournal.open(parent.toRealPath().resolve(name + ".parts"));
            return list.isPresent()
                    ? lasting(target, parent.resolve(name + ".part"), folder, list.get())
                    : beside(target, parent, folder);
        } catch (IOException e) {
            throw FileProblems.writing(target, e).asException(e);
        }
    }

    private static TargetFile lasting(Path target, Path temporary, TargetFolder folder, RangeJournal list)
            throws IOException {
        try {
            FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            return new TargetFile(target, temporary, folder, channel, Optional.of(list));
        } catch (IOException e) {
            list.delete();
            list.close();
            throw e;
        }
    }

    /// How much of a file is there that [#lasting] would take up.
    static long left(Path target, String source) {
        try {
            return Files.size(target.resolveSibling(lastingName(target, source) + ".part"));
        } catch (IOException e) {
            return 0;
        }
    }

    private static String lastingName(Path target, String source) {
        return ".blobdrop-" + shortSum(target.getFileName() + "\n" + source);
    }

    private static String shortSum(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// Before anything is written, and when another content is to be written after all.
    ///
    /// @param content names what is to be in the file: the same name, the same bytes
    void begin(String content) {
        try {
            boolean goesOn = list.isPresent() ? list.get().of(content) : !isBegun;
            if (!goesOn) {
                channel.truncate(0);
            }
            isBegun = true;
        } catch (IOException e) {
            throw FileProblems.writing(target, e).asException(e);
        }
    }

    /// Whether an earlier run has left this part. Safe for use by many threads.
    ///
    /// @param memory what is read at a time
    /// @param each gets each piece of the part and its place in the file; of no meaning when the
    ///     part is not there
    boolean holds(int part, long position, int length, ByteBuffer memory, ObjLongConsumer<ByteBuffer> each) {
        if (list.isEmpty()) {
            return false;
        }
        try {
            if (!list.get().mentions(part) || channel.size() < position + length) {
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
            return list.get().has(part, (int) crc.getValue());
        } catch (IOException e) {
            throw FileProblems.writing(target, e).asException(e);
        }
    }

    /// Safe for use by many threads.
    ///
    /// @param bytes of which the position and the limit do not change
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
            if (list.isPresent()) {
                list.get().add(part, crc);
            }
        } catch (IOException e) {
            throw FileProblems.writing(target, e).asException(e);
        }
    }

    /// One thread at a time: the kernel lets no two write to one file, and those that wait for it
    /// in there turn in circles instead of sleeping.
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

    /// It is worth taking up again: closing leaves it there, if any part of it is whole.
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
                throw new EOFException("another program truncated the file");
            }
            return read;
        } catch (IOException e) {
            throw FileProblems.writing(target, e).asException(e);
        }
    }

    /// Puts the file in its place, over whatever file is there.
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

    /// Puts the file in its place if nothing is there. Nobody can come in between: the system gives
    /// the name only where nothing has it, by its own call for that or by a link. Where a file
    /// system has neither, the last look decides, which no other file of this process comes in
    /// between.
    ///
    /// @return whether it has its place
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
            if (list.isEmpty()) {
                remove();
                return;
            }
            try (RangeJournal parts = list.get()) {
                if (!isKept || !parts.any()) {
                    // While the list is locked nobody else has the file.
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
