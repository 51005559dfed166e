package dev.blobdrop.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// A directory laid out as the kubelet lays out a projected volume: the file is a link through
/// `..data` into a dated directory, and a new content is one atomic swap of `..data`.
final class ProjectedVolume {
    private static final String FILE = "azure-identity-token";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("'..'uuuu_MM_dd_HH_mm_ss.nnnnnnnnn").withZone(ZoneOffset.UTC);

    private final Path directory;

    ProjectedVolume(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return directory.resolve(FILE);
    }

    synchronized void write(String content) {
        try {
            Path data = directory.resolve("..data");
            Path dated = Files.createDirectory(directory.resolve(STAMP.format(Instant.now())));
            Files.writeString(dated.resolve(FILE), content);
            Path fresh = directory.resolve("..data_tmp");
            Files.createSymbolicLink(fresh, dated.getFileName());
            Path before = Files.exists(data) ? data.toRealPath() : dated;
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (!Files.isSymbolicLink(file())) {
                Files.createSymbolicLink(file(), Path.of("..data", FILE));
            }
            if (!before.equals(dated)) {
                Directories.delete(before);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
