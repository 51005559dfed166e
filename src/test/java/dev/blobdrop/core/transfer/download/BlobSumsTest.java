package dev.blobdrop.core.transfer.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.transfer.checksum.BlockIds;
import dev.blobdrop.core.transfer.checksum.Crc64;
import dev.blobdrop.core.transfer.checksum.Crc64Zeros;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobSumsTest {
    private final Random random = new Random(20);

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /// The names of the blocks of such a length.
    private static List<String> names(BlockIds ids, byte[] content, int length) {
        List<String> names = new ArrayList<>();
        for (int at = 0; at < content.length; at += length) {
            int here = Math.min(length, content.length - at);
            names.add(ids.id(names.size(), here, Crc64.of(content, at, here)));
        }
        return names;
    }

    private static BlobSums sums(List<String> names, long size) {
        return BlobSums.of(names, size).orElseThrow();
    }

    /// Adds all of it in parts of such a length, in any order.
    private void add(BlobSums sums, byte[] content, int length) {
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at < content.length; at += length) {
            places.add(at);
        }
        Collections.shuffle(places, random);
        for (int at : places) {
            int here = Math.min(length, content.length - at);
            ByteBuffer part = ByteBuffer.allocateDirect(here).put(0, content, at, here);
            sums.add(at, part);
            assertThat(part.remaining()).isEqualTo(here);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 20, 36, 37, 64})
    void partsOfAnyLengthInAnyOrderAreRight(int nameLength) {
        BlockIds ids = new BlockIds(nameLength);
        for (int round = 0; round < 60; round++) {
            byte[] content = bytes(1 + random.nextInt(200_000));
            int block = 1 + random.nextInt(Math.max(1, content.length / (1 + round % 7)));
            int part = 1 + random.nextInt(Math.max(1, content.length / (1 + round % 5)));
            BlobSums sums = sums(names(ids, content, Math.max(block, 300)), content.length);
            assertThat(sums.firstWrong()).as("nothing has come").isPresent();
            add(sums, content, Math.max(part, 200));
            assertThat(sums.firstWrong()).as("block %d, part %d", block, part).isEmpty();
        }
    }

    @Test
    void anyBitThatIsAnotherOneIsFoundInItsBlock() {
        byte[] content = bytes(10_000);
        List<String> names = names(BlockIds.STANDARD, content, 1_000);
        for (int round = 0; round < 200; round++) {
            int at = random.nextInt(content.length);
            byte[] damaged = content.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            BlobSums sums = sums(names, content.length);
            add(sums, damaged, 333);
            assertThat(sums.firstWrong()).hasValue(at / 1_000 * 1_000L);
        }
    }

    @Test
    void partThatIsMissingIsNotTakenForRight() {
        byte[] content = bytes(3_000);
        BlobSums sums = sums(names(BlockIds.STANDARD, content, 1_000), content.length);
        sums.add(0, ByteBuffer.wrap(content, 0, 2_500));
        assertThat(sums.firstWrong()).hasValue(2_000);
        sums.add(2_500, ByteBuffer.wrap(content, 2_500, 500));
        assertThat(sums.firstWrong()).isEmpty();
    }

    @Test
    void onlyNamesOfOursThatMakeUpTheBlobAreTrusted() {
        byte[] content = bytes(3_000);
        List<String> ours = names(BlockIds.STANDARD, content, 1_000);
        assertThat(BlobSums.of(ours, 3_000)).isPresent();
        assertThat(BlobSums.of(ours, 3_001)).as("a byte more").isEmpty();
        assertThat(BlobSums.of(ours.reversed(), 3_000)).as("another order").isEmpty();
        assertThat(BlobSums.of(ours.subList(0, 2), 2_000)).isPresent();
        assertThat(BlobSums.of(ours.subList(1, 3), 2_000)).as("another place").isEmpty();
        assertThat(BlobSums.of(List.of(), 3_000)).as("no blocks").isEmpty();
        assertThat(BlobSums.of(List.of(), 0)).isPresent();
        for (String foreign : List.of(
                "MDAwMDAwMDA=",
                "no base64",
                base64(new byte[48]),
                base64(new byte[20]),
                base64("bd1-00000-9999999999-0123456789abcdef".getBytes()),
                base64("bd1-00000-0000003000-0123456789abcdeg".getBytes()),
                base64("bd1-00000-0000003000-0123456789abcdefx".getBytes()))) {
            assertThat(BlobSums.of(List.of(foreign), 3_000)).as(foreign).isEmpty();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void zerosAreWhatTheyAreToTheChecksum() {
        for (int count : List.of(0, 1, 7, 8, 1_000, 16_384, 100_003)) {
            long state = random.nextLong();
            assertThat(Crc64Zeros.after(state, count))
                    .as("%d zeros", count)
                    .isEqualTo(Crc64.update(state, new byte[count], 0, count));
        }
        long state = random.nextLong();
        assertThat(Crc64Zeros.after(Crc64Zeros.after(state, 1L << 40), 12_345))
                .isEqualTo(Crc64Zeros.after(state, (1L << 40) + 12_345));
    }
}
