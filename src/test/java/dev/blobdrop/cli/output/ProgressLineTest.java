package dev.blobdrop.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.transfer.Counts;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.UploadSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
    private static final long MIB = 1024 * 1024;

    private static String line(boolean scanning, long bytes, long done, Duration elapsed) {
        return line(scanning, bytes, done, elapsed, 120);
    }

    private static String line(boolean scanning, long bytes, long done, Duration elapsed, int columns) {
        return ProgressLine.of(
                new UploadSnapshot(
                        RunState.RUNNING,
                        scanning,
                        new Counts(10, 4, 1, 1, bytes, done),
                        0,
                        0,
                        List.of(),
                        Optional.empty(),
                        elapsed),
                scanning,
                columns);
    }

    @Test
    void halfWay() {
        assertThat(line(false, 100 * MIB, 50 * MIB, Duration.ofSeconds(10)))
                .isEqualTo("[############------------] 50%  50.0 MiB of 100.0 MiB  6 of 10 files"
                        + "  5.0 MiB/s  10.0 s left");
    }

    /// What matters least goes first; the share goes last.
    @ParameterizedTest
    @ValueSource(ints = {200, 120, 90, 80, 79, 70, 60, 50, 40, 30, 20, 10, 4, 3, 1, 0})
    void itFitsAnyTerminal(int columns) {
        String line = line(false, 987 * MIB, 987 * MIB / 2, Duration.ofSeconds(7200), columns);

        assertThat(line).hasSizeLessThanOrEqualTo(columns);
        assertThat(line.contains("50%")).isEqualTo(columns >= 3);
        assertThat(line.contains(" left")).isEqualTo(columns >= 30);
        assertThat(line.contains(" of 987.0 MiB")).isEqualTo(columns >= 50);
        assertThat(line.contains("6 of 10 files")).isEqualTo(columns >= 60);
        assertThat(line.contains("KiB/s")).isEqualTo(columns >= 79);
    }

    @Test
    void whileStillScanningTheTotalMayGrowAndTimeIsUnknown() {
        assertThat(line(true, 100 * MIB, 50 * MIB, Duration.ofSeconds(10)))
                .contains("of 100.0 MiB+  6 of 10 files")
                .endsWith("5.0 MiB/s");
    }

    @Test
    void atTheBeginningThereIsNoSpeed() {
        assertThat(line(false, 100, 50, Duration.ofMillis(400))).endsWith("6 of 10 files");
        assertThat(line(false, 0, 0, Duration.ZERO)).startsWith("[------------------------]  0%");
        assertThat(line(false, 100, 0, Duration.ofMinutes(1))).endsWith("6 of 10 files");
    }

    @Test
    void fullBarIsLeftToTheEnd() {
        assertThat(line(false, 100, 100, Duration.ofSeconds(5)))
                .contains("] 99%")
                .doesNotContain("left");
        assertThat(line(false, 100, 150, Duration.ofSeconds(5)))
                .contains("] 99%")
                .doesNotContain("left");
    }
}
