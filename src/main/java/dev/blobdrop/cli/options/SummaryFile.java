package dev.blobdrop.cli.options;

import dev.blobdrop.cli.output.Json;
import dev.blobdrop.core.problem.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The file of `--summary-file`. Scripts rely on it, so an unwritable one is an error.
record SummaryFile(Path file) {
    /// Checks before any work that the file can be written. An older summary stays until it is
    /// replaced.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when it cannot be written
    void check() {
        // Opening a pipe would block until there is a reader.
        boolean special = Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
        if (special) {
            return;
        }
        try {
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
        } catch (IOException e) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-summary-file",
                            "Cannot write the summary to " + file,
                            why(e) + " Nothing was uploaded.")
                    .asException(e);
        }
    }

    /// @throws dev.blobdrop.core.problem.ProblemException when it cannot be written after all
    void write(Json summary) {
        try {
            Files.writeString(file, summary + "\n");
        } catch (IOException e) {
            throw Problem.of(
                            Problem.Kind.TRANSIENT,
                            "summary-lost",
                            "Cannot write the summary to " + file,
                            why(e) + " The work itself is done.")
                    .asException(e);
        }
    }

    private static String why(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "No such folder.";
            case AccessDeniedException denied -> "Permission denied.";
            case FileSystemException other
            when other.getReason() != null -> "Writing failed: " + other.getReason() + ".";
            default -> "Writing failed: " + e.getMessage() + ".";
        };
    }
}
