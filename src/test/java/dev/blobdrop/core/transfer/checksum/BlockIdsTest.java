package dev.blobdrop.core.transfer.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockIdsTest {
    private static String foreign(int rawLength) {
        return Base64.getEncoder().encodeToString("x".repeat(rawLength).getBytes());
    }

    @Test
    void idsHaveEqualLengthAndAreBase64OfAtMost64Bytes() {
        String[] ids = {
            BlockIds.STANDARD.id(0, 0, 0),
            BlockIds.STANDARD.id(49_999, Integer.MAX_VALUE, -1),
            BlockIds.STANDARD.id(7, 8_388_608, Long.MIN_VALUE)
        };
        for (String id : ids) {
            assertThat(Base64.getDecoder().decode(id)).hasSize(37);
            assertThat(id).hasSameSizeAs(ids[0]).matches(BlockIds::isOurs);
        }
        assertThat(new String(Base64.getDecoder().decode(ids[2]), StandardCharsets.US_ASCII))
                .isEqualTo("bd1-00007-0008388608-8000000000000000");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 16, 32, 36, 37, 48, 64})
    void idsTakeTheLengthOfBlocksThatAreThere(int rawLength) {
        BlockIds ids = BlockIds.beside(List.of(foreign(rawLength)));
        assertThat(ids.id(49_999, 8_388_608, -1)).hasSameSizeAs(foreign(rawLength));
        assertThat(ids.id(1, 2, 3))
                .isEqualTo(ids.id(1, 2, 3))
                .isNotEqualTo(ids.id(2, 2, 3))
                .isNotEqualTo(ids.id(1, 3, 3))
                .isNotEqualTo(ids.id(1, 2, 4));
    }

    @Test
    void lengthThatCannotHoldThemIsLeftToTheService() {
        assertThat(BlockIds.beside(List.of(foreign(13)))).isEqualTo(BlockIds.STANDARD);
        assertThat(BlockIds.beside(List.of("not base64!"))).isEqualTo(BlockIds.STANDARD);
        assertThat(BlockIds.beside(List.of())).isEqualTo(BlockIds.STANDARD);
    }
}
