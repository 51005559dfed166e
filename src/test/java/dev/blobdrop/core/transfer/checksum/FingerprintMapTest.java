package dev.blobdrop.core.transfer.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintMapTest {
    private final FingerprintMap marks = new FingerprintMap();

    @Test
    void theLastMarkOfANameCounts() {
        marks.put("a", "1");
        marks.put("a", "2");
        assertThat(marks.size()).isEqualTo(1);
        assertThat(marks.holds("a", "1")).isFalse();
        assertThat(marks.holds("a", "2")).isTrue();
        assertThat(marks.holds("b")).isFalse();
    }

    @Test
    void markBelongsToItsName() {
        marks.put("a", "b\0c");
        marks.put("a\0b", "d");
        assertThat(marks.holds("a\0b", "c")).isFalse();
    }

    @Test
    void nothingIsHeldAfterClearing() {
        for (int i = 0; i < 5_000; i++) {
            marks.put("n" + i, "x");
        }
        assertThat(marks.size()).isEqualTo(5_000);
        marks.clear();
        assertThat(marks.size()).isZero();
        assertThat(marks.holds("n7")).isFalse();
    }
}
