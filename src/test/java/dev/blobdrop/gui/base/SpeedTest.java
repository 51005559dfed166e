package dev.blobdrop.gui.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpeedTest {
    private static final long SECOND = 1_000_000_000L;
    private final Speed figures = new Speed();

    @Test
    void speedIsThatOfTheLastFiveSeconds() {
        for (int second = 0; second <= 10; second++) {
            figures.note(second * SECOND, second <= 5 ? 0 : (second - 5) * 1_000L, 0);
        }
        assertThat(figures.speed()).isEqualTo(1_000);
    }

    @Test
    void timeLeftIsSaidAfterThreeSecondsAndNotWhenNothingMoves() {
        figures.note(0, 0, 0);
        figures.note(2 * SECOND, 2_000, 0);
        assertThat(figures.timeLeft(10_000)).isEmpty();
        figures.note(3 * SECOND, 3_000, 0);
        assertThat(figures.timeLeft(10_000)).hasValue(Duration.ofSeconds(10));
        assertThat(figures.stalledFor()).isEmpty();
        figures.note(24 * SECOND, 3_000, 0);
        assertThat(figures.timeLeft(10_000)).isEmpty();
        assertThat(figures.stalledFor()).hasValue(Duration.ofSeconds(21));
    }

    @Test
    void fileThatEndsIsProgressToo() {
        figures.note(0, 0, 0);
        figures.note(25 * SECOND, 0, 1);
        assertThat(figures.stalledFor()).isEmpty();
    }

    @Test
    void pauseIsNoStandstill() {
        figures.note(0, 5_000, 0);
        figures.restart();
        figures.note(100 * SECOND, 5_000, 0);
        assertThat(figures.stalledFor()).isEmpty();
        assertThat(figures.speed()).isZero();
    }

    @Test
    void timesAreReadable() {
        assertThat(Units.time(Duration.ofSeconds(41))).isEqualTo("0:41");
        assertThat(Units.time(Duration.ofSeconds(3_723))).isEqualTo("1:02:03");
    }
}
