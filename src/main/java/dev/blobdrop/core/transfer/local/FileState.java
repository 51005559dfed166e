package dev.blobdrop.core.transfer.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What a file's directory entry said at one moment, as far as it tells whether the content may
/// have changed since.
///
/// @param key tells the file from another one with the same name; empty where there is none
/// @param modified may be set back by anybody
/// @param changed when content or entry last changed, which nobody can set; empty where the system
///     does not keep it
/// @param taken when this was read
record FileState(
        boolean isFile, long size, Optional<Object> key, FileTime modified, Optional<FileTime> changed, Instant taken) {
    /// File systems count time in steps, so a write within the same step as the reading of the
    /// entry leaves no trace. Linux steps every 1 to 10 ms.
    private static final Duration STEP = Duration.ofMillis(50);

    static FileState of(Path path) throws IOException {
        Instant now = Instant.now();
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileState(
                    seen.isRegularFile(),
                    seen.size(),
                    Optional.ofNullable(seen.fileKey()),
                    seen.lastModifiedTime(),
                    Optional.empty(),
                    now);
        }
        Map<String, Object> seen = Files.readAttributes(path, "unix:isRegularFile,size,fileKey,lastModifiedTime,ctime");
        return new FileState(
                (Boolean) seen.get("isRegularFile"),
                (Long) seen.get("size"),
                Optional.ofNullable(seen.get("fileKey")),
                (FileTime) seen.get("lastModifiedTime"),
                Optional.of((FileTime) seen.get("ctime")),
                now);
    }

    /// Whether the file may have been written between this state and a later one.
    boolean mayHaveChangedBefore(FileState later) {
        boolean justWritten = changed.orElse(modified).toInstant().isAfter(taken.minus(STEP));
        return justWritten || !modified.equals(later.modified) || !changed.equals(later.changed);
    }
}
