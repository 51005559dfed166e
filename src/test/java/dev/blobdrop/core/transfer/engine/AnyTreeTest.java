package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.transfer.flow.BlockPlan;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Any tree of files becomes blobs and back: names from the whole of Unicode, sizes around each
/// boundary. What cannot have a name of its own fails and is counted; nothing is lost, nothing
/// collides. The seed of a failure is in its message.
@Timeout(120)
class AnyTreeTest {
    private static final int BLOCK = BlockPlan.USUAL_LENGTH;
    private static final int[] EDGES = {0, 1, 2, 65_535, 65_536, 65_537};

    @TempDir
    Path folder;

    private final TestRuns runs = new TestRuns();
    private final Map<String, Path> made = new TreeMap<>();

    @RepeatedTest(12)
    void treeBecomesBlobsAndBack() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path root = Files.createDirectory(folder.resolve("root"));
        while (made.keySet().stream().filter(AnyTreeTest::isBeyondAscii).count() < 5) {
            grow(random, root, "root", 0);
        }

        assertBlobsAndBack("seed " + seed);
    }

    @ParameterizedTest
    @MethodSource("largeEdges")
    void sizesAroundTheBlockKeepTheirBytes(int size) throws Exception {
        Path root = Files.createDirectory(folder.resolve("root"));
        write(new Random(size), root.resolve("large"), "root/large", size);

        assertBlobsAndBack("size " + size);
        assertThat(runs.store.names()).containsExactly("root/large");
    }

    static IntStream largeEdges() {
        return IntStream.of(BLOCK, 2 * BLOCK).flatMap(edge -> IntStream.rangeClosed(edge - 1, edge + 1));
    }

    private void assertBlobsAndBack(String which) throws Exception {
        UploadSnapshot end = runs.run(TestRuns.request(folder.resolve("root")));

        assertThat(end.state()).as(which).isEqualTo(RunState.DONE);
        assertThat(end.found()).as(which).isEqualTo(made.size());
        List<String> usable =
                made.keySet().stream().filter(AnyTreeTest::isUsable).toList();
        Set<String> expected = new TreeSet<>();
        expected.addAll(usable);
        assertThat(runs.store.names()).as(which).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(failed("bad-blob-name")).as(which).isEqualTo(made.size() - usable.size());
        assertThat(failed("same-name")).as(which).isZero();
        assertThat(end.failed()).as(which).isEqualTo(made.size() - expected.size());
        for (UploadEvent event : runs.events) {
            if (event instanceof UploadEvent.Uploaded done) {
                String name = done.target().name();
                assertThat(name)
                        .as(which)
                        .isEqualTo(folder.relativize(done.source()).toString());
                assertThat(Arrays.equals(runs.store.content(name), Files.readAllBytes(done.source())))
                        .as("%s, %s", name, which)
                        .isTrue();
            }
        }
    }

    private long failed(String code) {
        return runs.events.stream()
                .filter(UploadEvent.Failed.class::isInstance)
                .map(UploadEvent.Failed.class::cast)
                .filter(failed -> failed.problem().code().equals(code))
                .count();
    }

    private static boolean isBeyondAscii(String name) {
        return name.chars().anyMatch(c -> c > 127);
    }

    /// What a blob's name may hold: no backslash, no control character and no code point that is no
    /// character.
    private static boolean isUsable(String name) {
        boolean dropped = List.of(name.split("/")).stream().anyMatch(part -> part.endsWith("."));
        return !dropped
                && name.codePoints()
                        .noneMatch(c -> c == '\\' || c < 0x20 || c >= 0x7F && c <= 0x9F || (c & 0xFFFF) >= 0xFFFE);
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
