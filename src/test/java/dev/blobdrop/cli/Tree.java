package dev.blobdrop.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Files to upload, by their names relative to the folder `tree`.
record Tree(Path folder, Map<String, String> files) {
    /// Four files in two folders, one of them with a name that needs escaping.
    static Tree small(Path directory) {
        return write(
                directory,
                Map.of(
                        "a.txt", "alpha",
                        "b.csv", "1,2\n",
                        "sub/ünï côdé & 100 %.txt", "letters",
                        "sub/empty", ""));
    }

    static Tree write(Path directory, Map<String, String> files) {
        Path folder = directory.resolve("tree");
        try {
            for (var file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Tree(folder, new TreeMap<>(files));
    }

    /// The names of the blobs that an upload of the folder makes.
    String[] blobs() {
        return files.keySet().stream().map(name -> "tree/" + name).toArray(String[]::new);
    }

    String path() {
        return folder.toString();
    }
}
