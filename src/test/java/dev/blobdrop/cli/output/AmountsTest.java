package dev.blobdrop.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
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
        assertThat(Amounts.size(bytes)).isEqualTo(expected);
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
        assertThat(Amounts.time(time)).isEqualTo(expected);
    }

    @Test
    void whatIsLeftIsSaidAndNothingElse() {
        assertThat(Amounts.rest(0, false)).isEmpty();
        assertThat(Amounts.rest(2, false)).isEqualTo(", 2 not completed");
        assertThat(Amounts.rest(0, true)).isEqualTo(", the rest not listed");
        assertThat(Amounts.rest(2, true)).isEqualTo(", 2 not completed, the rest not listed");
    }
}
