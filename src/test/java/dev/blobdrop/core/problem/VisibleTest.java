package dev.blobdrop.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {
    private static final Pattern NUMBER = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

    /// What a reader makes of the numbers.
    private static String readBack(String shown) {
        return NUMBER.matcher(shown)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(10); length >= 0; length--) {
            switch (random.nextInt(5)) {
                case 0 -> text.append((char) random.nextInt(0x100));
                case 1 -> text.append((char) (0x2000 + random.nextInt(0x70)));
                case 2 -> text.appendCodePoint(random.nextInt(0x110000));
                case 3 -> text.append("\\u202E");
                default -> text.append("u\\0a\u200D\uFE0F\u202E".charAt(random.nextInt(7)));
            }
        }
        return text.toString();
    }

    @Test
    void everyTextCanBeReadBackAndNoTwoLookTheSame() {
        Random random = new Random(3);
        Set<String> names = new HashSet<>();
        Set<String> shown = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            String name = random(random);
            names.add(name);
            shown.add(Visible.of(name));
            assertThat(readBack(Visible.of(name))).isEqualTo(name);
        }
        assertThat(shown).hasSameSizeAs(names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "report.csv",
                "C:\\data\\users",
                "grüße 日本 العربية हिन्दी e\u0301",
                "a\u00a0b\u202fc\u3000d",
                "\uD83D\uDE00",
                "\u2764\uFE0F",
                "1\uFE0F\u20E3",
                "\uD83D\uDC69\uD83C\uDFFD\u200D\uD83D\uDCBB",
                "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08",
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
            })
    void whatCanBeSeenStays(String text) {
        assertThat(Visible.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\u0007",
                "\u0008",
                "\t",
                "\n",
                "\r",
                "\u001b",
                "\u007f",
                "\u0085",
                "\u009b",
                "\u00ad",
                "\u034f",
                "\u061c",
                "\u115f",
                "\u180e",
                "\u200b",
                "\u200c",
                "\u200d",
                "\u200e",
                "\u200f",
                "\u2028",
                "\u2029",
                "\u202a",
                "\u202b",
                "\u202c",
                "\u202d",
                "\u202e",
                "\u2060",
                "\u2066",
                "\u2067",
                "\u2068",
                "\u2069",
                "\u206f",
                "\u2800",
                "\u3164",
                "\ufe0f",
                "\ufeff",
                "\uffa0",
                "\ufff9",
                "\uDB40\uDC41",
                "\uDB40\uDD00",
                "\uD800",
                "\uDC00",
            })
    void whatNobodySeesIsShownByItsNumber(String hidden) {
        StringBuilder number = new StringBuilder();
        hidden.chars().forEach(unit -> number.append("\\u%04X".formatted(unit)));
        assertThat(Visible.of("a" + hidden + "b")).isEqualTo("a" + number + "b");
        assertThat(Visible.of(hidden)).isEqualTo(number.toString());
    }

    @Test
    void nameThatHoldsANumberItselfIsAnotherOne() {
        assertThat(Visible.of("a\\u202Eb")).isEqualTo("a\\u005Cu202Eb");
        assertThat(Visible.of("a\u202Eb")).isEqualTo("a\\u202Eb");
        assertThat(Visible.of("\\u20")).isEqualTo("\\u20");
    }
}
