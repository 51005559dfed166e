package dev.blobdrop.core.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// By what a file is known again without reading it.
///
/// @param key of the file itself (device and inode), so that a file renamed over another of the
///     same size and time is seen; empty where the system has none
record Stamp(long size, Instant modified, String key) {
    /// Of what is no regular file.
    static final Stamp NONE = new Stamp(-1, Instant.EPOCH, "");

    /// Empty when there is no such file, or when it is no regular file.
    static Optional<Stamp> of(Path file) {
        try {
            BasicFileAttributes now =
                    Files.readAttributes(
                            file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return now.isRegularFile()
                    ? Optional.of(
                            new Stamp(
                                    now.size(),
                                    now.lastModifiedTime().toInstant(),
                                    Objects.toString(now.fileKey(), "")))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
