package dev.blobdrop.core.config;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/// Replaces a file as a whole: a reader, or a run after a crash, finds either the old content or
/// the new.
public final class WholeFile {
    private WholeFile() {}

    /// @throws IOException when it cannot be written; then the old file stays
    public static void write(Path file, Properties content) throws IOException {
        Path folder = file.getParent();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new");
        try {
            try (Writer writer = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
                content.store(writer, null);
            }
            move(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// Moves a file over another one, atomically where the file system can.
    public static void move(Path fresh, Path file) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
