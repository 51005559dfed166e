package dev.blobdrop.core.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/// By what a file is known again without reading it.
///
/// @param key of the file itself (device and inode) and when the system last noted a change, so
///     that a file renamed over another of the same size and time is seen, and one whose time was
///     set back
record FileSignature(long size, Instant modified, String key) {
    /// Of what is no regular file.
    static final FileSignature NONE = new FileSignature(-1, Instant.EPOCH, "");

    /// Empty when there is no such file, or when it is no regular file.
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

    /// When the system last noted a change, which no program can set back; empty where it does not.
    private static String changed(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS)
                        .toString()
                : "";
    }
}
