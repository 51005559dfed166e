package dev.blobdrop.core.transfer.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class QuickMd5Test {
    private final Random random = new Random(1321);

    @Test
    void theExamplesOfItsStandardHold() {
        assertThat(hex(new QuickMd5(), "")).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
        assertThat(hex(new QuickMd5(), "abc")).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
        assertThat(hex(new QuickMd5(), "1234567890".repeat(8))).isEqualTo("57edf4a22be3c955ac49da2e2107b67a");
    }

    @Test
    void everyLengthUpToSomeBlocksGivesWhatJavaGives() throws Exception {
        for (int length = 0; length <= 300; length++) {
            byte[] bytes = bytes(length);
            assertThat(new QuickMd5().digest(bytes))
                    .as("%d bytes", length)
                    .isEqualTo(MessageDigest.getInstance("MD5").digest(bytes));
        }
    }

    @Test
    void inWhatPiecesTheBytesComeDoesNotMatter() throws Exception {
        byte[] bytes = bytes(1_000_003);
        byte[] expected = MessageDigest.getInstance("MD5").digest(bytes);
        for (int round = 0; round < 50; round++) {
            QuickMd5 md5 = new QuickMd5();
            for (int at = 0; at < bytes.length; ) {
                int most = random.nextBoolean() ? 100 : 200_000;
                int some = Math.min(bytes.length - at, random.nextInt(most));
                if (some == 1) {
                    md5.update(bytes[at]);
                } else {
                    md5.update(bytes, at, some);
                }
                at += some;
            }
            assertThat(md5.digest()).isEqualTo(expected);
        }
    }

    /// Beyond some length the processor's own instructions go on where Java's left off.
    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void longFilesHaveTheSameSum() throws Exception {
        assertThat(Md5Blocks.get()).isPresent();
        byte[] bytes = bytes(Md5Blocks.WORTH + 3_000_001);
        byte[] expected = MessageDigest.getInstance("MD5").digest(bytes);
        for (int most : new int[] {63, 5_000, 128 * 1024, bytes.length}) {
            QuickMd5 md5 = new QuickMd5();
            md5.update(bytes, 0, Md5Blocks.WORTH - 7);
            for (int at = Md5Blocks.WORTH - 7; at < bytes.length; at += most) {
                md5.update(bytes, at, Math.min(most, bytes.length - at));
            }
            assertThat(md5.digest()).as("at most %d bytes at a time", most).isEqualTo(expected);
        }
    }

    @Test
    void afterADigestItBeginsAnew() {
        QuickMd5 md5 = new QuickMd5();
        String first = hex(md5, "abc");
        assertThat(hex(md5, "abc")).isEqualTo(first);
        md5.update(bytes(77));
        md5.reset();
        assertThat(hex(md5, "abc")).isEqualTo(first);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String hex(MessageDigest digest, String text) {
        return HexFormat.of().formatHex(digest.digest(text.getBytes()));
    }
}
