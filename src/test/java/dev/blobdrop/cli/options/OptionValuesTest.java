package dev.blobdrop.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionValuesTest {
    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "0s,PT0S", "30s,PT30S", "10m,PT10M", "1h,PT1H", "2d,PT48H"})
    void durationIsANumberAndAUnit(String text, Duration expected) {
        assertThat(OptionValues.duration("--wait", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "-1s", "1.5h", "30 s", "30S", "1h30m", "1234567s"})
    void otherDurationsAreRefused(String text) {
        Problem problem = Thrown.by(() -> OptionValues.duration("--wait", text));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.title()).isEqualTo("--wait cannot be '" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "1,1",
        "500K,500000",
        "500k,500000",
        "10M,10000000",
        "1G,1000000000",
        "2MiB,2097152",
        "2MiB/s,2097152",
        "10Mi,10485760",
        "1GB/s,1000000000",
        "100B,100",
        "999999999G,999999999000000000",
    })
    void rateIsInBytesPerSecond(String text, long expected) {
        assertThat(OptionValues.rate("--bandwidth", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0M", "-1", "1.5M", "10 M", "10T", "M", "10Mbit", "9999999999"})
    void otherRatesAreRefused(String text) {
        Problem problem = Thrown.by(() -> OptionValues.rate("--bandwidth", text));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.code()).isEqualTo("bad-rate");
    }
}
