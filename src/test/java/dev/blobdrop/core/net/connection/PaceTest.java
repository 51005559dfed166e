package dev.blobdrop.core.net.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

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
        pace.answered(BLOCK, at(0), at(0.05));
        pace.begin(BLOCK, at(0.05));
        assertThat(seconds(BLOCK, Duration.ofMillis(10))).isZero();
    }

    /// 48 MiB over a line of 1 Mbit/s: all six blocks are on the way for minutes.
    @Test
    void slowLineGivesWhatAllItsRequestsNeed() {
        for (int i = 0; i < 7; i++) {
            pace.begin(BLOCK, at(0));
        }
        pace.answered(BLOCK, at(0), at(67));
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
        pace.answered(BLOCK, at(0), at(0.1));
        pace.begin(BLOCK, at(0.1));
        assertThat(seconds(BLOCK, Duration.ofMillis(50))).isZero();
        pace.failed(BLOCK, at(0.1), true, at(60));
        pace.begin(BLOCK, at(60));
        assertThat(seconds(BLOCK, Duration.ofMillis(50))).isZero();
    }

    /// A busy machine, or small files of a service that takes its time, say nothing of the line.
    @Test
    void slowAnswersToLittleDoNotMakeALineSlow() {
        pace.begin(100_000, at(0));
        pace.answered(100_000, at(0), at(4));
        for (int i = 0; i < 3; i++) {
            pace.begin(BLOCK, at(4));
        }
        pace.answered(BLOCK, at(4), at(4.2));
        pace.answered(BLOCK, at(4), at(9));
        assertThat(seconds(BLOCK, Duration.ZERO)).isZero();
    }

    /// What began before the time that is measured must not be taken for what went in it.
    @Test
    void whatWasOnTheWayLongBeforeDoesNotMakeALineQuick() {
        for (int i = 0; i < 3; i++) {
            pace.begin(BLOCK, at(0));
        }
        pace.begin(BLOCK, at(67));
        pace.answered(BLOCK, at(0), at(67.001));
        assertThat(seconds(BLOCK, Duration.ZERO)).isBetween(383L, 384L);
    }

    /// Slower than anybody thought: each time that the answer did not come, more is allowed; what
    /// goes silent together counts once.
    @Test
    void lineThatNeedsMoreGetsMoreUpToAQuarterOfAnHour() {
        for (int i = 0; i < 3; i++) {
            pace.begin(BLOCK, at(0));
        }
        assertThat(seconds(BLOCK, Duration.ZERO)).isBetween(383L, 384L);
        for (int i = 0; i < 3; i++) {
            pace.failed(BLOCK, at(0), true, at(400 + i));
        }
        pace.begin(BLOCK, at(410));
        assertThat(seconds(BLOCK, Duration.ZERO)).isBetween(255L, 256L);
        pace.failed(BLOCK, at(410), true, at(700));
        pace.begin(BLOCK, at(710));
        assertThat(seconds(BLOCK, Duration.ZERO)).isBetween(511L, 512L);
        pace.failed(BLOCK, at(710), true, at(1300));
        pace.begin(BLOCK, at(1310));
        assertThat(seconds(BLOCK, Duration.ZERO)).isEqualTo(15 * 60);
    }

    @Test
    void brokenConnectionSaysNothingOfTheLine() {
        pace.begin(BLOCK, at(0));
        pace.failed(BLOCK, at(0), false, at(1));
        pace.begin(BLOCK, at(1));
        assertThat(seconds(BLOCK, Duration.ZERO)).isBetween(127L, 128L);
    }
}
