package dev.blobdrop.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Any tree of files becomes blobs and back: names from the whole of Unicode, sizes around each
/// boundary. What cannot have a name of its own fails and is counted; nothing is lost, nothing
/// collides. The seed of a failure is in its message.
@Timeout(120)
class AnyTreeTest {
    private static final int BLOCK = BlockPlan.USUAL_LENGTH;
    private static final int[] EDGES = {0, 1, 2, 65_535, 65_536, 65_537};
    private static final int[] LARGE_EDGES = {
        BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK - 1, 2 * BLOCK, 2 * BLOCK + 1
    };

    @TempDir Path folder;

    private final TestRuns runs = new TestRuns();
    private final Map<String, Path> made = new TreeMap<>();

    @RepeatedTest(12)
    void treeBecomesBlobsAndBack(RepetitionInfo repetition) throws Exception {
        long seed = System.nanoTime() + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Path root = Files.createDirectory(folder.resolve("root"));
        grow(random, root, "root", 0);
        if (repetition.getCurrentRepetition() % 4 == 0) {
            int size = LARGE_EDGES[random.nextInt(LARGE_EDGES.length)];
            write(random, root.resolve("large"), "root/large", size);
        }

        TransferSnapshot end = runs.run(TestRuns.request(root));

        assertThat(end.state()).as("seed %d", seed).isEqualTo(TransferSnapshot.State.DONE);
        assertThat(end.found()).as("seed %d", seed).isEqualTo(made.size());
        assertThat(runs.store.names()).as("seed %d", seed).hasSize((int) end.uploaded());
        for (TransferEvent event : runs.events) {
            switch (event) {
                case TransferEvent.Uploaded done -> {
                    String name = done.target().name();
                    assertThat(name).as("seed %d", seed).isEqualTo(nameOf(done.source()));
                    assertThat(
                                    Arrays.equals(
                                            runs.store.content(name),
                                            Files.readAllBytes(done.source())))
                            .as("%s, seed %d", name, seed)
                            .isTrue();
                }
                case TransferEvent.Failed failed ->
                        assertThat(failed.problem().code())
                                .as("%s, seed %d", failed.source(), seed)
                                .isIn("bad-blob-name", "same-name");
                default -> assertThat(event).as("seed %d", seed).isNull();
            }
        }
    }

    private String nameOf(Path source) {
        String relative = folder.relativize(source).toString();
        return Normalizer.normalize(relative, Normalizer.Form.NFC);
    }

    private void grow(Random random, Path parent, String name, int depth) throws IOException {
        int children = 1 + random.nextInt(8);
        for (int child = 0; child < children; child++) {
            String own = name(random);
            try {
                Path path = parent.resolve(own);
                if (depth < 4 && random.nextInt(3) == 0) {
                    Files.createDirectories(path);
                    grow(random, path, name + "/" + own, depth + 1);
                } else {
                    int edge = EDGES[random.nextInt(EDGES.length)];
                    write(random, path, name + "/" + own, edge);
                }
            } catch (InvalidPathException | FileSystemException e) {
                // This file system has no such name, or a file has it already.
            }
        }
    }

    private void write(Random random, Path path, String name, int size) throws IOException {
        byte[] content = new byte[size];
        random.nextBytes(content);
        Files.write(path, content);
        made.put(name, path);
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        int length = 1 + random.nextInt(12);
        for (int at = 0; at < length; at++) {
            name.appendCodePoint(
                    switch (random.nextInt(8)) {
                        case 0 -> "%?#&+ .~\\:*\"'<>|".codePointAt(random.nextInt(16));
                        case 1 -> 0x300 + random.nextInt(0x70);
                        case 2 -> random.nextInt(0x20);
                        case 3, 4 -> random.nextInt(Character.MAX_CODE_POINT + 1);
                        default -> 'a' + random.nextInt(26);
                    });
        }
        String text = name.toString().replace("/", "_").replace("\0", "_");
        return text.equals(".") || text.equals("..") ? "dots" : text;
    }
}
