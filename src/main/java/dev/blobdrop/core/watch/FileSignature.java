package dev.blobdrop.core.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/// Recognizes an unchanged file without reading it.
///
/// @param key of the file itself (device and inode), and when the system last recorded a change: it
///     shows a file that was replaced by another one of the same size and time, and one whose time
///     was set back
record FileSignature(long size, Instant modified, String key) {
    /// For what is not a regular file.
    static final FileSignature NONE = new FileSignature(-1, Instant.EPOCH, "");

    /// Empty when there is no such file, or it is not a regular file.
    static Optional<FileSignature> of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return now.isRegularFile()
                    ? Optional.of(new FileSignature(
                            now.size(), now.lastModifiedTime().toInstant(), now.fileKey() + " " + changed(file)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// When the system last recorded a change, which no program can set back; empty where it does
    /// not record that.
    private static String changed(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS)
                        .toString()
                : "";
    }
}
