package dev.blobdrop.cli.options;

import dev.blobdrop.core.problem.FileProblems;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder to write files to, checked before the sign-in. The check creates nothing.
public record OutputFolder(Path folder) {
    /// @throws dev.blobdrop.core.problem.ProblemException when the folder is not writable
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
