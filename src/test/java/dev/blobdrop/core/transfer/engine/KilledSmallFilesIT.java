package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.RequestMatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A download of many small blobs is killed, not stopped, at random moments: whatever has its name
/// by then is whole, and the next run brings the rest.
class KilledSmallFilesIT {
    private static final int KILLS = 3;
    private static final int BLOBS = 120;

    @TempDir
    private Path directory;

    private final Map<String, byte[]> blobs = new HashMap<>();
    private int there;

    @Test
    void whatHasItsNameIsWhole() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        EngineBench bench = new EngineBench(directory);
        for (int i = 0; i < BLOBS; i++) {
            byte[] content = new byte[random.nextInt(9_000)];
            random.nextBytes(content);
            blobs.put("f" + i, content);
            bench.put("many/f" + i, content);
        }
        bench.azure.gateway().on(RequestMatcher.method("GET").path("/many/")).delay(Duration.ofMillis(20));
        Path folder = directory.resolve("here");

        for (int kill = 1; kill <= KILLS; kill++) {
            int least = kill * BLOBS / (KILLS + 2);
            EngineProcess.startGet("many/", folder).killOn(() -> files(folder).size() >= least, random.nextInt(40));
            checkWhole(folder, "seed " + seed);
        }
        assertThat(EngineProcess.startGet("many/", folder).output())
                .as("seed %d", seed)
                .contains("DONE downloaded=" + (BLOBS - there));
        checkWhole(folder, "seed " + seed);
        assertThat(files(folder)).hasSize(BLOBS);
    }

    private void checkWhole(Path folder, String seed) throws IOException {
        List<Path> files = files(folder);
        for (Path file : files) {
            assertThat(file)
                    .as("%s after a kill, %s", file, seed)
                    .hasBinaryContent(blobs.get(file.getFileName().toString()));
        }
        there = files.size();
    }

    /// Those that have their names.
    private static List<Path> files(Path folder) {
        Path many = folder.resolve("many");
        if (!Files.isDirectory(many)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(many)) {
            return found.filter(file -> !file.getFileName().toString().startsWith(".blobdrop-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
