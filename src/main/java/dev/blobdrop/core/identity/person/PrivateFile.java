package dev.blobdrop.core.identity.person;

import dev.blobdrop.core.config.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Writes a file that only its owner can read. On Windows the rights of the profile folder ensure
/// that.
final class PrivateFile {
    private PrivateFile() {}

    /// Replaces the file as a whole. If the process ends meanwhile, the old file stays.
    static void write(Path file, byte[] content) throws IOException {
        createFolder(file.getParent());
        Path temporary = Files.createTempFile(file.getParent(), ".", ".tmp", rights(file, "rw-------"));
        try {
            Files.write(temporary, content);
            WholeFile.move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, rights(folder, "rwx------"));
    }

    private static FileAttribute<?>[] rights(Path file, String permissions) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
