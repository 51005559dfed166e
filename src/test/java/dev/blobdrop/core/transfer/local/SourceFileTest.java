package dev.blobdrop.core.transfer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import dev.blobdrop.core.transfer.checksum.Crc64;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {
    private static final byte[] CONTENT = new byte[300_000];

    @TempDir
    Path folder;

    private Path path;
    private SourceFile source;
    private final byte[] read = new byte[CONTENT.length];

    @BeforeEach
    void open() throws IOException {
        new Random(1).nextBytes(CONTENT);
        path = Files.write(folder.resolve("data.bin"), CONTENT);
        Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        source = SourceFile.open(path);
    }

    @AfterEach
    void close() {
        source.close();
    }

    private BlockSums sums() {
        return sums(read);
    }

    private static BlockSums sums(byte[] bytes) {
        return BlockSums.of(bytes.length, Crc64.of(ByteBuffer.wrap(bytes)));
    }

    private Problem change() {
        Problem problem = Thrown.by(() -> source.checkUnchanged(sums(), false));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.SOURCE_CHANGED);
        assertThat(problem.code()).isEqualTo("source-changed");
        assertThat(problem.title()).contains(path.toString());
        return problem;
    }

    @Test
    void bytesComeInOrderWhateverThePieces() {
        byte[] piece = new byte[70_001];
        int at = 0;
        while (at < read.length) {
            int length = Math.min(piece.length, read.length - at);
            source.read(ByteBuffer.wrap(piece, 0, length), at);
            System.arraycopy(piece, 0, read, at, length);
            at += length;
        }
        assertThat(read).isEqualTo(CONTENT);
        assertThat(source.size()).isEqualTo(CONTENT.length);
        assertThatCode(() -> source.checkUnchanged(sums(), false)).doesNotThrowAnyException();
    }

    @Test
    void editThatKeepsTheSizeIsNoticed() throws IOException {
        source.read(ByteBuffer.wrap(read), 0);
        byte[] edited = CONTENT.clone();
        edited[5]++;
        Files.write(path, edited);
        assertThat(change().detail()).startsWith("Its content is not what it was");
    }

    @Test
    void growthIsNoticed() throws IOException {
        source.read(ByteBuffer.wrap(read), 0);
        Files.write(path, new byte[] {1}, StandardOpenOption.APPEND);
        assertThat(change().detail()).startsWith("It had 300000 bytes and now has 300001.");
    }

    @Test
    void growthIsNoChangeWhereItIsAllowedButAnEditIs() throws IOException {
        source.read(ByteBuffer.wrap(read), 0);
        Files.write(path, new byte[] {1}, StandardOpenOption.APPEND);
        assertThatCode(() -> source.checkUnchanged(sums(), true)).doesNotThrowAnyException();
        byte[] edited = java.util.Arrays.copyOf(CONTENT, CONTENT.length + 9);
        edited[5]++;
        Files.write(path, edited);
        Problem problem = Thrown.by(() -> source.checkUnchanged(sums(), true));
        assertThat(problem.detail()).startsWith("Its content is not what it was");
        Files.write(path, new byte[50]);
        assertThat(Thrown.by(() -> source.checkUnchanged(sums(), true)).detail())
                .startsWith("It had 300000 bytes");
    }

    @Test
    void truncationIsNoticedWhileReadingAndAfter() throws IOException {
        source.read(ByteBuffer.wrap(read, 0, 100), 0);
        Files.write(path, new byte[50]);
        Problem problem = Thrown.by(() -> source.read(ByteBuffer.wrap(read, 0, 100), 100));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.SOURCE_CHANGED);
        assertThat(problem.detail()).startsWith("It became shorter.");
        assertThat(change().detail()).startsWith("It had 300000 bytes");
    }

    @Test
    void newTimeAloneIsNoChange() throws IOException {
        source.read(ByteBuffer.wrap(read), 0);
        Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
        assertThatCode(() -> source.checkUnchanged(sums(), false)).doesNotThrowAnyException();
    }

    @Test
    void editIsNoticedEvenWhenTheTimeIsSetBack() throws IOException {
        FileTime before = Files.getLastModifiedTime(path);
        source.read(ByteBuffer.wrap(read), 0);
        byte[] edited = CONTENT.clone();
        edited[5]++;
        Files.write(path, edited);
        Files.setLastModifiedTime(path, before);
        assertThat(change().detail()).startsWith("Its content is not what it was");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fileWithoutASizeIsNotTakenForEmpty() {
        Path made = Path.of("/proc/cpuinfo");
        try (SourceFile opened = SourceFile.open(made)) {
            assertThat(opened.size()).isZero();
            Problem problem = Thrown.by(() -> opened.checkUnchanged(sums(new byte[0]), false));
            assertThat(problem.code()).isEqualTo("no-size");
            assertThat(problem.kind()).isEqualTo(Problem.Kind.SOURCE_UNUSABLE);
        }
    }

    @Test
    void otherFileInItsPlaceIsNoticedEvenWithTheSameContent() throws IOException {
        source.read(ByteBuffer.wrap(read), 0);
        Path other = Files.write(folder.resolve("other"), CONTENT);
        Files.setLastModifiedTime(other, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
        assertThat(change().detail()).startsWith("Another file was put in its place.");
    }

    @Test
    void removalIsNoticed() throws IOException {
        source.read(ByteBuffer.wrap(read), 0);
        Files.delete(path);
        assertThat(change().detail()).startsWith("It was removed.");
    }

    @Test
    void missingFileCannotBeOpened() {
        Problem problem = Thrown.by(() -> SourceFile.open(folder.resolve("none")));
        assertThat(problem.code()).isEqualTo("no-such-file");
    }

    @Test
    void folderCannotBeRead() {
        Problem problem = Thrown.by(() -> {
            try (SourceFile opened = SourceFile.open(folder)) {
                opened.read(ByteBuffer.allocate(1), 0);
            }
        });
        assertThat(problem.kind()).isEqualTo(Problem.Kind.SOURCE_UNUSABLE);
    }
}
