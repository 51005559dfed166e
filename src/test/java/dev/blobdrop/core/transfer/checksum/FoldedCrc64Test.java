package dev.blobdrop.core.transfer.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FoldedCrc64Test {
    private final byte[] bytes = new byte[200_000];

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void foldedBytesHaveTheSumOfAll() {
        FoldedCrc64 folded = FoldedCrc64.load().orElseThrow();
        new Random(11).nextBytes(bytes);
        for (int length = FoldedCrc64.LEAST; length <= 70_000; length += 9 * FoldedCrc64.STEP) {
            for (int offset : new int[] {0, 1, 8, 4095}) {
                long state = new Random(length).nextLong();
                long[] left = folded.fold(state, MemorySegment.ofArray(bytes).asSlice(offset, length));
                ByteBuffer rest = ByteBuffer.allocate(16).order(java.nio.ByteOrder.LITTLE_ENDIAN);
                rest.putLong(left[0]).putLong(left[1]);
                assertThat(Crc64.update(0, rest.array(), 0, 16))
                        .as("%d bytes at %d", length, offset)
                        .isEqualTo(Crc64.update(state, bytes, offset, length));
            }
        }
    }

    @Test
    void buffersHaveTheSameSumAsArraysOncePrepared() throws Exception {
        Crc64.prepare();
        new Random(12).nextBytes(bytes);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        for (int i = 0; i < 200; i++) {
            int offset = i * 7;
            int length = i < 150 ? i : i * 950;
            direct.limit(offset + length).position(offset);
            assertThat(Crc64.of(direct))
                    .as("%d bytes at %d", length, offset)
                    .isEqualTo(Crc64.of(bytes, offset, length));
            assertThat(direct.position()).isEqualTo(offset);
            Thread.sleep(1);
        }
    }
}
