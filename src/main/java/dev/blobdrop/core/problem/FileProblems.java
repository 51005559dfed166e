package dev.blobdrop.core.problem;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What is wrong with a local file.
public final class FileProblems {
    /// The systems' own words for a disk or a quota that is used up; Java gives no number.
    private static final Pattern FULL =
            Pattern.compile("(?i)no space left|not enough space|quota exceeded");

    private FileProblems() {}

    /// The problem of a local file that cannot be read.
    public static Problem reading(Path file, IOException e) {
        String why =
                switch (e) {
                    case NoSuchFileException missing -> noSuchFile(file);
                    case AccessDeniedException denied -> "This user may not read it.";
                    case FileSystemLoopException loop -> "It is a folder that contains itself.";
                    case FileSystemException other when other.getReason() != null ->
                            "Reading failed: " + other.getReason() + ".";
                    default ->
                            "Reading failed: "
                                    + requireNonNullElse(e.getMessage(), "no reason given")
                                    + ".";
                };
        return Problem.of(
                        Problem.Kind.SOURCE_UNUSABLE,
                        e instanceof NoSuchFileException ? "no-such-file" : "unreadable",
                        "Cannot read " + file,
                        why)
                .withTechnical(e.toString());
    }

    private static String noSuchFile(Path file) {
        String name = file.toString();
        return name.equals("-")
                ? "There is no such file, and standard input is not read."
                : name.contains("\uFFFD")
                        ? "A name whose bytes are no characters of UTF-8 cannot be given; rename"
                                + " it."
                        : "There is no such file.";
    }

    /// The problem of a local file that cannot be written.
    public static Problem writing(Path file, IOException e) {
        String reason =
                e instanceof FileSystemException other && other.getReason() != null
                        ? other.getReason()
                        : requireNonNullElse(e.getMessage(), "no reason given");
        boolean full = FULL.matcher(reason).find();
        String why =
                switch (e) {
                    case AccessDeniedException denied -> "This user may not write there.";
                    case NoSuchFileException missing -> "There is no such folder.";
                    case FileAlreadyExistsException there ->
                            there.getFile() + " is a file, so there can be no folder of that name.";
                    default -> full ? "The disk is full." : "Writing failed: " + reason + ".";
                };
        return Problem.of(
                        Problem.Kind.USAGE,
                        full ? "disk-full" : "unwritable",
                        "Cannot write " + file,
                        why)
                .withTechnical(e.toString());
    }
}
