package dev.blobdrop.core.transfer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.core.problem.Thrown;
import dev.blobdrop.core.storage.BlobContent;
import dev.blobdrop.core.transfer.checksum.Crc64;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read once for its checksum and once more when it is sent.
class RequestContentTest {
    private static final int SIZE = 300_000;
    private static final int OFFSET = 1000;
    private static final int LENGTH = 200_000;

    @TempDir
    private Path folder;

    private final byte[] bytes = new byte[SIZE];
    private Path path;
    private SourceFile source;
    private final Slices.Slice slice = new Slices().take();

    @BeforeEach
    void open() throws IOException {
        new Random(5).nextBytes(bytes);
        path = Files.write(folder.resolve("data.bin"), bytes);
        source = SourceFile.open(path);
    }

    @AfterEach
    void close() {
        source.close();
        slice.close();
    }

    private RequestContent part(boolean isCompared) {
        return RequestContent.Part.of(source, OFFSET, LENGTH, isCompared, slice);
    }

    private static byte[] sent(BlobContent body) throws IOException {
        byte[] all = new byte[(int) body.length()];
        for (int at = 0; at < all.length; at += 70_000) {
            body.read(at, ByteBuffer.wrap(all, at, Math.min(70_000, all.length - at)));
        }
        return all;
    }

    private void edit() throws IOException {
        bytes[OFFSET + LENGTH - 1]++;
        Files.write(path, bytes);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void partIsSentAsItWasReadAsOftenAsAsked(boolean isCompared) throws IOException {
        byte[] expected = Arrays.copyOfRange(bytes, OFFSET, OFFSET + LENGTH);
        RequestContent part = part(isCompared);
        assertThat(part.crc64()).isEqualTo(Crc64.of(expected, 0, LENGTH));
        BlobContent body = part.body();
        assertThat(sent(body)).isEqualTo(expected);
        assertThat(sent(body)).as("made again").isEqualTo(expected);
        assertThat(part.isSound()).isTrue();
    }

    @Test
    void changeBetweenTheReadingsIsAChangeOfTheSource() throws IOException {
        RequestContent part = part(false);
        edit();
        Problem problem = Thrown.by(part::isSound);
        assertThat(problem.kind()).isEqualTo(Problem.Kind.SOURCE_CHANGED);
    }

    @Test
    void changeIsSeenBeforeTheLastByteIsSentWhereNobodyElseCompares() throws IOException {
        BlobContent body = part(true).body();
        edit();
        body.read(0, ByteBuffer.allocate(LENGTH - 1));
        assertThatThrownBy(() -> body.read(LENGTH - 1, ByteBuffer.allocate(1)))
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(Problems.from(e, Facts.NONE).kind()).isEqualTo(Problem.Kind.SOURCE_CHANGED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fileThatBecameShorterIsAChangeOfTheSource(boolean isCompared) throws IOException {
        BlobContent body = part(isCompared).body();
        Files.write(path, new byte[50]);
        assertThatThrownBy(() -> sent(body))
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(Problems.from(e, Facts.NONE).kind()).isEqualTo(Problem.Kind.SOURCE_CHANGED));
    }

    @Test
    void heldBytesThatChangedAreNotSound() {
        ByteBuffer held = ByteBuffer.allocateDirect(9);
        RequestContent content = RequestContent.Held.of(held);
        assertThat(content.isSound()).isTrue();
        held.put(3, (byte) 1);
        assertThat(content.isSound()).isFalse();
    }
}
