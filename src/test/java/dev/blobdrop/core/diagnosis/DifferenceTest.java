package dev.blobdrop.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The first letter that differs is marked, and the usual reasons are named.
class DifferenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "https://a.example/x/ | https://a.example/x | 19 | trailing slash",
                "https://a.example/x | https://a.example/x/ | 19 | trailing slash",
                "system:serviceaccount:Up:b | system:serviceaccount:up:b | 22 | only upper and lower case" + " differ",
                "abc | abcd | 3 | one ends here",
                "\"abc \" | abc | 3 | leading or trailing space",
                "abc | axc | 1 | differs from here"
            })
    void theFirstDifferenceIsMarked(String expected, String found, int at, String why) {
        assertThat(Difference.lines(expected, found))
                .containsExactly(
                        "expected  " + expected, "found     " + found, "          " + " ".repeat(at) + "^ " + why);
    }

    @Test
    void equalTextsHaveNone() {
        assertThat(Difference.lines("abc", "abc")).isEmpty();
    }
}
