package dev.blobdrop.core.problem;

import static java.util.Objects.requireNonNullElse;

import dev.blobdrop.core.problem.SystemErrors.Cause;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/// What is wrong with a local file.
public final class FileProblems {
    /// A disk with less room than this is full: a block may be as large.
    private static final long LEAST_ROOM = 4096;

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private static final Set<String> MEETS_ALL =
            Set.of("disk-full", "quota-exceeded", "read-only", "too-many-open-files");

    private FileProblems() {}

    /// The problem of a local file that cannot be read.
    public static Problem reading(Path file, IOException e) {
        String why = switch (e) {
            case NoSuchFileException missing -> noSuchFile(file);
            case AccessDeniedException denied -> "Permission denied.";
            case FileSystemLoopException loop -> "The folder contains itself.";
            case FileSystemException other
            when other.getReason() != null -> "Reading failed: " + other.getReason() + ".";
            default -> "Reading failed: " + requireNonNullElse(e.getMessage(), "no reason given") + ".";
        };
        return Problem.of(
                        Problem.Kind.SOURCE_UNUSABLE,
                        e instanceof NoSuchFileException ? Problem.NO_SUCH_FILE : "unreadable",
                        "Cannot read " + file,
                        why)
                .withTechnical(e.toString());
    }

    private static String noSuchFile(Path file) {
        String name = file.toString();
        return name.equals("-")
                ? "No such file. Reading from standard input is not supported."
                : name.contains("\uFFFD") ? "The file name is not valid UTF-8. Rename the file." : "No such file.";
    }

    /// The problem of a local file that cannot be written.
    public static Problem writing(Path file, IOException e) {
        return SystemErrors.cause(e)
                .map(cause -> writing(file, cause))
                .orElseGet(() -> hasRoom(file) ? refused(file, e) : writing(file, Cause.FULL))
                .withTechnical(e.toString());
    }

    private static Problem writing(Path file, Cause cause) {
        return switch (cause) {
            case FULL -> unwritable("disk-full", file, "The disk is full.");
            case QUOTA -> unwritable("quota-exceeded", file, "Your disk quota is exceeded.");
            case READ_ONLY -> unwritable("read-only", file, "The file system is read-only.");
            case TOO_LARGE ->
                unwritable(
                        "file-too-large",
                        file,
                        "The file is too large for the file system, or for this process (ulimit -f).");
            case TOO_LONG ->
                unwritable(
                                "name-too-long",
                                file,
                                "The name is too long for the file system. Most allow 255 bytes between two slashes.")
                        .withRemedy("blobdrop cat --exact BLOB > FILE   # save under another name");
            case TOO_MANY, TOO_MANY_ALL -> NetworkProblems.tooManyFiles();
            case READER_GONE -> unwritable("reader-gone", file, "The reader has closed it.");
        };
    }

    private static Problem refused(Path file, IOException e) {
        String why = switch (e) {
            case AccessDeniedException denied -> "Permission denied.";
            case NoSuchFileException missing -> "No such folder.";
            case FileAlreadyExistsException there -> there.getFile() + " is a file, not a folder.";
            default -> "Writing failed: " + SystemErrors.reason(e) + ".";
        };
        return unwritable("unwritable", file, why);
    }

    private static Problem unwritable(String code, Path file, String why) {
        return Problem.of(Problem.Kind.USAGE, code, "Cannot write " + file, why);
    }

    /// Where nobody understands what the system said, the disk itself is looked at.
    private static boolean hasRoom(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            FileStore store = Files.getFileStore(folder == null ? file : folder);
            return store.getTotalSpace() <= 0 || store.getUsableSpace() >= LEAST_ROOM;
        } catch (IOException unknown) {
            return true;
        }
    }

    /// There is less room than is needed, seen before anything was written.
    public static Problem noRoom(Path folder, long needed, long free) {
        return Problem.of(
                        Problem.Kind.USAGE,
                        "disk-full",
                        "Not enough space in " + folder,
                        size(needed) + " needed, " + size(free) + " free.")
                .withRemedy("Free up space", "set to DIR   download to another folder");
    }

    private static String size(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }

    /// Whether something could not be written because nobody reads it any more, as behind `head`.
    public static boolean isReaderGone(IOException e) {
        return SystemErrors.cause(e).filter(Cause.READER_GONE::equals).isPresent();
    }

    /// Whether this trouble of one file is that of every other one too.
    public static boolean meetsAll(Problem problem) {
        return MEETS_ALL.contains(problem.code());
    }
}
