package dev.blobdrop.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {
    @ParameterizedTest
    @CsvSource({
        "report.csv, 10",
        "Größe, 5",
        "Gro\u0308sse, 6",
        "報告書.csv, 10",
        "한글, 4",
        "ｶﾅ, 2",
        "🚀.txt, 6",
        "👩\u200D👩, 4",
        "a\u200Bb, 2",
        "x️, 2",
        "Ω…, 2",
    })
    void columnsAreCountedNotCharacters(String text, int columns) {
        assertThat(DisplayWidth.of(text)).isEqualTo(columns);
    }

    @Test
    void whatDoesNotFitIsCutBetweenCharacters() {
        assertThat(DisplayWidth.fit("報告書", 5)).isEqualTo("報告");
        assertThat(DisplayWidth.fit("a🚀b", 2)).isEqualTo("a");
        assertThat(DisplayWidth.fit("o\u0308x", 1)).isEqualTo("o\u0308");
        assertThat(DisplayWidth.fit("abc", 3)).isEqualTo("abc");
        assertThat(DisplayWidth.fit("abc", 0)).isEmpty();
    }
}
