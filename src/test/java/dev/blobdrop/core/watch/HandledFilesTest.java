package dev.blobdrop.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HandledFilesTest {
    private static final Path FILE = Path.of("in/a.csv");
    private static final FileSignature STAMP = new FileSignature(3, Instant.EPOCH, "7");

    private static Path file(int number) {
        return Path.of("in/" + number);
    }

    @Test
    void whatWasAddedIsHeldAsItWas() {
        HandledFiles known = new HandledFiles();
        assertThat(known.holds(FILE)).isFalse();
        known.add(FILE, STAMP);
        assertThat(known.holds(FILE, STAMP)).isTrue();
        assertThat(known.holds(FILE, new FileSignature(4, Instant.EPOCH, "7"))).isFalse();
        assertThat(known.holds(FILE, new FileSignature(3, Instant.EPOCH.plusNanos(1), "7")))
                .isFalse();
        assertThat(known.holds(FILE, new FileSignature(3, Instant.EPOCH, "8"))).isFalse();
        assertThat(known.holds(FILE)).isTrue();
    }

    @Test
    void theLastStampCounts() {
        HandledFiles known = new HandledFiles();
        known.add(FILE, new FileSignature(4, Instant.EPOCH, "7"));
        known.add(FILE, STAMP);
        assertThat(known.holds(FILE, STAMP)).isTrue();
        assertThat(known.size()).isEqualTo(1);
    }

    @Test
    void manyAreHeldApart() {
        HandledFiles known = new HandledFiles();
        for (int i = 0; i < 20_000; i++) {
            known.add(file(i), STAMP);
        }
        for (int i = 0; i < 20_000; i++) {
            assertThat(known.holds(file(i), STAMP)).isTrue();
            assertThat(known.holds(file(-1 - i))).isFalse();
        }
        assertThat(known.size()).isEqualTo(20_000);
    }

    @Test
    void beyondItsLimitItForgetsAll() {
        HandledFiles known = new HandledFiles(100);
        for (int i = 0; i < 101; i++) {
            known.add(file(i), STAMP);
        }
        assertThat(known.size()).isEqualTo(1);
        assertThat(known.holds(file(0))).isFalse();
        assertThat(known.holds(file(100), STAMP)).isTrue();
    }
}
