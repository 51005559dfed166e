package dev.blobdrop.gui.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Visible;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a foreign name appears in an editable field, and what is read back from it.
class ForeignTextTest {
    private static final String FOLDER = "data/fold\u202Eer\u200B/";
    private static final String SHOWN = "data/fold\\u202Eer\\u200B/";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain/",
                "data/fold\u202Eer\u200B/",
                "\u202E",
                "a\\u202Eb/",
                "a\\\u202E\\u0041/",
                "\uD83D\uDE80 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67/",
                "\uD800half/",
                "tab\tand\nline/"
            })
    void whatNobodyHasChangedIsTheSame(String name) {
        assertThat(Visible.of(name).codePoints()).noneMatch(c -> c == 0x202E || c == '\t');
        assertThat(ForeignText.read(name, Visible.of(name))).isEqualTo(name);
    }

    @Test
    void whatIsTypedBehindItIsTakenAsTyped() {
        assertThat(ForeignText.read(FOLDER, SHOWN + "more\\u202E/")).isEqualTo(FOLDER + "more\\u202E/");
    }

    @Test
    void whatIsTypedBeforeAndWithinItLeavesTheRest() {
        assertThat(ForeignText.read(FOLDER, "x" + SHOWN)).isEqualTo("x" + FOLDER);
        assertThat(ForeignText.read(FOLDER, "data/fold\\u202EXer\\u200B/")).isEqualTo("data/fold\u202EXer\u200B/");
    }

    @Test
    void whatIsCutOffIsGone() {
        assertThat(ForeignText.read(FOLDER, "data/")).isEqualTo("data/");
        assertThat(ForeignText.read(FOLDER, "data/fold\\u202E")).isEqualTo("data/fold\u202E");
        assertThat(ForeignText.read(FOLDER, "")).isEmpty();
    }

    /// Nobody can take half a number away and mean the character.
    @Test
    void halfANumberIsText() {
        assertThat(ForeignText.read(FOLDER, "data/fold\\u202")).isEqualTo("data/fold\\u202");
    }

    @Test
    void somethingElseAltogetherIsTakenAsTyped() {
        assertThat(ForeignText.read(FOLDER, "logs/2026/")).isEqualTo("logs/2026/");
        assertThat(ForeignText.read("plain/", "a\\u202Eb/")).isEqualTo("a\\u202Eb/");
    }
}
