package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.FileProblems;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether what is to come fits on the disk, looked at before it is asked for. What the disk really
/// takes is known when it is written; this saves the way there where it is hopeless.
final class FreeSpace {
    private FreeSpace() {}

    /// @param folder must be there
    /// @param bytes that are still to be written
    /// @throws dev.blobdrop.core.problem.ProblemException when there is less room than that
    static void check(Path folder, long bytes) {
        long free = free(folder);
        if (bytes > free) {
            throw FileProblems.noRoom(folder, bytes, free).asException();
        }
    }

    /// Some file systems, of networks above all, do not know how much room there is.
    private static long free(Path folder) {
        try {
            FileStore store = Files.getFileStore(folder);
            return store.getTotalSpace() > 0 ? store.getUsableSpace() : Long.MAX_VALUE;
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
