package dev.blobdrop.cli.options;

import dev.blobdrop.core.problem.FileProblems;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder that files are to be written to, looked at before anybody signs in. Nothing is made
/// yet.
public record OutputFolder(Path folder) {
    /// @throws dev.blobdrop.core.problem.ProblemException when nothing can be written there
    public void check() {
        Path there = folder.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw FileProblems.writing(folder, new FileAlreadyExistsException(there.toString()))
                    .asException();
        }
        if (!Files.isWritable(there)) {
            throw FileProblems.writing(folder, new AccessDeniedException(there.toString()))
                    .asException();
        }
    }
}
