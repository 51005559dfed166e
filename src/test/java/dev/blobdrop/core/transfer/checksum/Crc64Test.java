package dev.blobdrop.core.transfer.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.RandomBytes;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Crc64Test {
    private static long bitwise(byte[] bytes, int offset, int length) {
        long crc = ~0L;
        for (int at = offset; at < offset + length; at++) {
            crc ^= bytes[at] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x9A6C9329AC4BC9B5L;
            }
        }
        return ~crc;
    }

    @Test
    void checkValueOfTheAlgorithm() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(Crc64.of(digits, 0, 9)).isEqualTo(0xae8b14860a799888L);
    }

    @Test
    void nothingHasChecksumZero() {
        assertThat(Crc64.of(new byte[0], 0, 0)).isZero();
    }

    @Test
    void agreesWithTheBitwiseDefinitionForEveryShortLength() {
        byte[] bytes = RandomBytes.of(300, 1);
        for (int length = 0; length <= 64; length++) {
            for (int offset = 0; offset < 9; offset++) {
                assertThat(Crc64.of(bytes, offset, length)).isEqualTo(bitwise(bytes, offset, length));
            }
        }
    }

    @Test
    void agreesWithTheBitwiseDefinitionForRandomLengths() {
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            byte[] bytes = new byte[random.nextInt(5000)];
            random.nextBytes(bytes);
            assertThat(Crc64.of(bytes, 0, bytes.length)).isEqualTo(bitwise(bytes, 0, bytes.length));
        }
    }

    @Test
    void longInputsWhichAreReadAtTwoPlacesAtOnceAgreeToo() {
        byte[] bytes = RandomBytes.of(70_000, 3);
        for (int length : new int[] {16_383, 16_384, 16_385, 32_768, 40_001, 69_990}) {
            assertThat(Crc64.of(bytes, 7, length)).isEqualTo(bitwise(bytes, 7, length));
        }
    }

    @Test
    void inWhatPiecesTheBytesComeDoesNotMatter() {
        byte[] bytes = RandomBytes.of(60_000, 4);
        long state = Crc64.begin();
        for (int at = 0; at < bytes.length; at += 20_000) {
            state = Crc64.update(state, bytes, at, 20_000);
        }
        assertThat(Crc64.end(state)).isEqualTo(bitwise(bytes, 0, bytes.length));
    }
}
