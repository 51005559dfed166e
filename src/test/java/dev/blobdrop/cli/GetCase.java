package dev.blobdrop.cli;

import dev.blobdrop.RandomBytes;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Runs of `get` that save to the folder `here`.
@ExtendWith(FreshSandbox.class)
abstract class GetCase {
    static final int MIB = 1024 * 1024;
    final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    void blob(String name, byte[] content) {
        azure.blobs().put(azure.container(), name, content);
    }

    static byte[] random(int size) {
        return RandomBytes.of(size, size);
    }

    CommandRun get(String... arguments) {
        List<String> line = new ArrayList<>(List.of("get", "--to", directory + "/here"));
        line.addAll(List.of(arguments));
        return Blobdrop.run(azure.podEnvironment(), line.toArray(String[]::new));
    }

    Path file(String name) {
        return directory.resolve("here").resolve(name);
    }

    List<String> files() throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
