package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "0s,PT0S", "30s,PT30S", "10m,PT10M", "1h,PT1H", "2d,PT48H"})
    void durationIsANumberAndAUnit(String text, Duration expected) {
        assertThat(Quantities.duration("--wait", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "-1s", "1.5h", "30 s", "30S", "1h30m", "1234567s"})
    void otherDurationsAreRefused(String text) {
        Problem problem = Thrown.by(() -> Quantities.duration("--wait", text));
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
        assertThat(Quantities.rate("--bandwidth", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "0M", "-1", "1.5M", "10 M", "10T", "M", "10Mbit", "9999999999"})
    void otherRatesAreRefused(String text) {
        Problem problem = Thrown.by(() -> Quantities.rate("--bandwidth", text));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.code()).isEqualTo("bad-rate");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "1,1 B",
        "1023,1023 B",
        "1024,1.0 KiB",
        "1536,1.5 KiB",
        "1048575,1.0 MiB",
        "1048576,1.0 MiB",
        "1073741823,1.0 GiB",
        "5368709120,5.0 GiB",
        "1099511627776,1.0 TiB",
        "9223372036854775807,8.0 EiB",
    })
    void sizeHasOneDigitAfterThePoint(long bytes, String expected) {
        assertThat(Quantities.size(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,0 ms",
        "PT0.012S,12 ms",
        "PT0.9999S,999 ms",
        "PT1S,1.0 s",
        "PT3.44S,3.4 s",
        "PT1M,1 min 0 s",
        "PT2M5S,2 min 5 s",
        "PT1H1M1S,61 min 1 s",
    })
    void timeIsInTheUnitThatFits(Duration time, String expected) {
        assertThat(Quantities.time(time)).isEqualTo(expected);
    }

    @Test
    void whatIsLeftIsSaidAndNothingElse() {
        assertThat(Quantities.rest(0, false)).isEmpty();
        assertThat(Quantities.rest(2, false)).isEqualTo(", 2 not begun or not finished");
        assertThat(Quantities.rest(0, true)).isEqualTo(", the rest not looked at");
        assertThat(Quantities.rest(2, true))
                .isEqualTo(", 2 not begun or not finished, the rest not looked at");
    }
}
