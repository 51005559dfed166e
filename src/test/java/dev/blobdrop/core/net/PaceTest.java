package dev.blobdrop.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/// How long an answer may take because its body is still on the way.
class PaceTest {
    private static final long MIB = 1024 * 1024;
    private static final long BLOCK = 8 * MIB;

    private final Pace pace = new Pace();

    private long seconds(long own, Duration taken) {
        return Duration.ofNanos(pace.allowance(own, taken.toNanos())).toSeconds();
    }

    private static long at(double seconds) {
        return (long) (seconds * 1e9);
    }

    @Test
    void requestWithoutContentGetsNoTimeBesideTheSilence() {
        pace.begin(0, at(0));
        assertThat(seconds(0, Duration.ZERO)).isZero();
    }

    @Test
    void unknownLineIsTakenForASlowOne() {
        pace.begin(MIB, at(0));
        assertThat(seconds(MIB, Duration.ZERO)).isBetween(15L, 16L);
    }

    @Test
    void quickLineGivesHardlyAny() {
        pace.begin(BLOCK, at(0));
        pace.end(BLOCK, true, at(0.05));
        pace.begin(BLOCK, at(0.05));
        assertThat(seconds(BLOCK, Duration.ofMillis(10))).isZero();
    }

    /// 48 MiB over a line of 1 Mbit/s: all six blocks are on the way for minutes.
    @Test
    void slowLineGivesWhatAllItsRequestsNeed() {
        for (int i = 0; i < 7; i++) {
            pace.begin(BLOCK, at(0));
        }
        pace.end(BLOCK, true, at(67));
        assertThat(seconds(BLOCK, Duration.ZERO)).isEqualTo(6 * 67);
    }

    /// The socket told how slow the line is before any answer came.
    @Test
    void slowSendingCountsBeforeTheFirstAnswer() {
        pace.begin(BLOCK, at(0));
        assertThat(seconds(BLOCK, Duration.ofSeconds(300))).isEqualTo(150);
        assertThat(seconds(BLOCK, Duration.ofMillis(20))).isZero();
    }

    @Test
    void aStalledServiceDoesNotMakeALineSlow() {
        pace.begin(BLOCK, at(0));
        pace.end(BLOCK, true, at(0.1));
        pace.begin(BLOCK, at(0.1));
        assertThat(seconds(BLOCK, Duration.ofMillis(50))).isZero();
        pace.end(BLOCK, false, at(60));
        pace.begin(BLOCK, at(60));
        assertThat(seconds(BLOCK, Duration.ofMillis(50))).isZero();
    }
}
