package dev.blobdrop.core.transfer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.NameFilter;
import dev.blobdrop.core.transfer.Shard;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SourceScannerTest {
    @TempDir
    Path folder;

    private final Map<String, Long> files = new TreeMap<>();
    private final Map<Path, String> skipped = new TreeMap<>();
    private final Map<Path, Problem> failed = new TreeMap<>();
    private NameFilter filter = NameFilter.ALL;
    private Shard shard = Shard.WHOLE;
    private int stopAfter = Integer.MAX_VALUE;

    private final SourceScanner.Visitor visitor = new SourceScanner.Visitor() {
        @Override
        public void file(Path path, String relativeName, long size) {
            assertThat(files.put(relativeName, size)).as("met once").isNull();
        }

        @Override
        public void skipped(Path path, String reason) {
            assertThat(skipped.put(path, reason)).as("met once").isNull();
        }

        @Override
        public void failed(Path path, String relativeName, Problem problem) {
            assertThat(failed.put(path, problem)).as("met once").isNull();
        }
    };

    private void scan(Path... named) {
        SourceScanner scanner = new SourceScanner(filter, shard, visitor, () -> files.size() >= stopAfter);
        for (Path path : named) {
            scanner.scan(path);
        }
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    private Path root() {
        return folder.resolve("root");
    }

    @Test
    void folderAddsItsOwnNameAndAFileItsNameOnly() throws IOException {
        file("root/a.txt");
        file("root/sub/b.txt");
        scan(root(), file("else/where/c.txt"));
        assertThat(files).isEqualTo(Map.of("root/a.txt", 10L, "root/sub/b.txt", 14L, "c.txt", 16L));
        assertThat(skipped).isEmpty();
        assertThat(failed).isEmpty();
    }

    @Test
    void dotAndDotDotAddNoName() throws IOException {
        file("root/a.txt");
        Files.createDirectory(root().resolve("sub"));
        scan(root().resolve("."));
        assertThat(files).containsOnlyKeys("a.txt");
        files.clear();
        scan(root().resolve("sub").resolve(".."));
        assertThat(files).containsOnlyKeys("a.txt");
    }

    @Test
    void emptyFolderAndEmptyFile() throws IOException {
        Files.createDirectories(root().resolve("empty"));
        Files.createFile(root().resolve("zero"));
        scan(root());
        assertThat(files).isEqualTo(Map.of("root/zero", 0L));
    }

    @Test
    void missingPathFails() {
        scan(folder.resolve("none"));
        assertThat(failed.get(folder.resolve("none")).code()).isEqualTo("no-such-file");
    }

    @Test
    void linkNamedByTheUserIsFollowed() throws IOException {
        file("root/a.txt");
        Path toFile = Files.createSymbolicLink(folder.resolve("f.txt"), root().resolve("a.txt"));
        Path toFolder = Files.createSymbolicLink(folder.resolve("link"), root());
        scan(toFile, toFolder);
        assertThat(files).isEqualTo(Map.of("f.txt", 10L, "link/a.txt", 10L));
    }

    @Test
    void linkMetOnTheWayIsSkippedWithAReason() throws IOException {
        Path outside = file("outside/secret.txt");
        file("root/a.txt");
        Path link = Files.createSymbolicLink(root().resolve("link"), outside);
        Path broken = Files.createSymbolicLink(root().resolve("broken"), folder.resolve("none"));
        scan(root());
        assertThat(files).containsOnlyKeys("root/a.txt");
        assertThat(skipped).containsOnlyKeys(link, broken);
        assertThat(skipped.get(link)).startsWith("a symbolic link");
    }

    @Test
    void loopOfLinksEnds() throws IOException {
        file("root/a.txt");
        Path loop = Files.createSymbolicLink(root().resolve("loop"), root());
        Path one = Files.createSymbolicLink(folder.resolve("one"), folder.resolve("two"));
        Files.createSymbolicLink(folder.resolve("two"), one);
        scan(root(), one);
        assertThat(files).containsOnlyKeys("root/a.txt");
        assertThat(skipped).containsOnlyKeys(loop);
        assertThat(failed).containsOnlyKeys(one);
        assertThat(failed.get(one).kind()).isEqualTo(Problem.Kind.SOURCE_UNUSABLE);
    }

    @Test
    void pipeIsNeverOpened() throws Exception {
        Files.createDirectories(root());
        Path pipe = root().resolve("pipe");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
        scan(root());
        assertThat(files).isEmpty();
        assertThat(skipped).containsOnlyKeys(pipe);
        assertThat(skipped.get(pipe)).startsWith("not a regular file");
        skipped.clear();
        scan(pipe);
        assertThat(skipped).containsOnlyKeys(pipe);
    }

    @Test
    void socketIsNeverOpened() throws IOException {
        Files.createDirectories(root());
        Path socket = root().resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            scan(root());
        }
        assertThat(skipped).containsOnlyKeys(socket);
    }

    @Test
    void unreadableFolderFailsAndTheRestContinues() throws IOException {
        file("root/open/a.txt");
        Path closed = Files.createDirectory(root().resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(closed)).as("this user may read everything").isFalse();
        scan(root());
        assertThat(files).containsOnlyKeys("root/open/a.txt");
        assertThat(failed.get(closed).detail()).isEqualTo("Permission denied.");
    }

    @Test
    void deepNestingIsWalkedToItsEnd() throws IOException {
        String deep = "root/" + "d/".repeat(200) + "leaf.txt";
        file(deep);
        scan(root());
        assertThat(files).containsOnlyKeys(deep);
    }

    @Test
    void everyOneOfFiveThousandFilesIsMetOnce() throws IOException {
        for (int i = 0; i < 5000; i++) {
            Path dir = root().resolve("d" + i % 10);
            Files.createDirectories(dir);
            Files.createFile(dir.resolve("f" + i));
        }
        scan(root());
        assertThat(files).hasSize(5000);
    }

    @Test
    void filteredFileIsSkippedWithAReason() throws IOException {
        Path no = file("root/no.log");
        file("root/yes.txt");
        filter = new NameFilter(List.of("*.txt"), List.of());
        scan(root());
        assertThat(files).containsOnlyKeys("root/yes.txt");
        assertThat(skipped.get(no)).isEqualTo("excluded by a name pattern");
    }

    @Test
    void shardsShareTheFilesWithoutLossOrOverlap() throws IOException {
        for (int i = 0; i < 60; i++) {
            file("root/f" + i);
        }
        for (int index = 0; index < 3; index++) {
            shard = new Shard(index, 3);
            scan(root());
        }
        assertThat(files).hasSize(60);
    }

    @Test
    void walkEndsWhenTheRunEnds() throws IOException {
        for (int i = 0; i < 50; i++) {
            file("root/f" + i);
        }
        stopAfter = 7;
        scan(root());
        assertThat(files).hasSize(7);
    }

    @Test
    void namesOfAnyLanguageAreKept() throws IOException {
        file("root/größe 😀/日本.txt");
        scan(root());
        assertThat(files).containsOnlyKeys("root/größe 😀/日本.txt");
    }
}
