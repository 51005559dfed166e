package dev.blobdrop.gui.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.blobdrop.core.problem.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The texts of the window: none is missing, unused or duplicated, and each can be formatted.
class TextsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/blobdrop/gui");
    private static final Path TEXTS = Path.of("src/main/resources/dev/blobdrop/gui/texts");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    static List<String> areas() {
        return Texts.AREAS;
    }

    @ParameterizedTest
    @MethodSource("areas")
    void everyKeyStandsOnceAndBeginsWithItsArea(String area) throws IOException {
        List<String> keys = keys(area);
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(keys).allSatisfy(key -> assertThat(key).startsWith(area + "."));
    }

    @ParameterizedTest
    @MethodSource("areas")
    void everyKeyIsUsed(String area) throws IOException {
        Set<String> strings = strings();
        assertThat(keys(area))
                .filteredOn(key -> strings.stream().noneMatch(string -> isUseOf(string, key)))
                .isEmpty();
    }

    /// A key may be built from a prefix that ends with a dot, or from another key, and an ending.
    private static boolean isUseOf(String string, String key) {
        if (string.equals(key)) {
            return true;
        }
        boolean beginning = string.length() > 6 && string.contains(".") && key.startsWith(string);
        return beginning
                && (string.endsWith(".") || key.substring(string.length()).matches("\\.(sentence|command|help)"));
    }

    @ParameterizedTest
    @MethodSource("areas")
    void everyKeyThatTheWindowNamesIsThere(String area) throws IOException {
        List<String> keys = keys(area);
        Set<String> named = strings().stream()
                .filter(string -> string.matches(area + "(\\.[a-z0-9-]+)+"))
                .filter(string -> !string.endsWith(".css"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named)
                .filteredOn(string -> !keys.contains(string))
                .filteredOn(string -> keys.stream().noneMatch(key -> key.startsWith(string)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingOfARemedyHasItsWords(Setting setting) {
        assertThat(Texts.of("window.fix." + setting.id(), "")).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("areas")
    void everyTextCanBeFilledIn(String area) throws IOException {
        for (String key : keys(area)) {
            String text = Texts.of(key);
            assertThat(text).as(key).isNotBlank();
            if (text.contains("{0")) {
                assertThatCode(() -> new MessageFormat(text)).as(key).doesNotThrowAnyException();
            }
        }
    }

    /// The window uses contractions and the active voice.
    @ParameterizedTest
    @MethodSource("areas")
    void everyTextIsContractedAndActive(String area) throws IOException {
        for (String key : keys(area)) {
            assertThat(Texts.of(key))
                    .as(key)
                    .doesNotContainPattern("\\b(cannot|(is|are|was|were|do|does|did|will|would|has|have) not)\\b")
                    .doesNotContainPattern("\\b([Nn]obody is|[Tt]here is no|by itself|id|ids)\\b");
        }
    }

    /// A single apostrophe would vanish, and arguments after it would not be filled in.
    @ParameterizedTest
    @MethodSource("areas")
    void apostropheIsWrittenTwiceWhereSomethingIsFilledIn(String area) throws IOException {
        for (String key : keys(area)) {
            String text = Texts.of(key);
            if (text.contains("{0")) {
                assertThat(text.replace("''", "")).as(key).doesNotContain("'");
            } else {
                assertThat(text).as(key).doesNotContain("''");
            }
        }
    }

    private static List<String> keys(String area) throws IOException {
        return Files.readAllLines(TEXTS.resolve(area + ".properties")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .filter(line -> line.matches("[a-z][a-z0-9.-]*\\s*=.*"))
                .map(line -> line.substring(0, line.indexOf('=')).strip())
                .toList();
    }

    private static Set<String> strings() throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                STRING.matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1))
                        .forEach(found::add);
            }
        }
        // A shortcut contains only the end of its text's key.
        for (var shortcut : shortcuts()) {
            found.add("window.shortcut." + shortcut);
        }
        return found;
    }

    private static List<String> shortcuts() throws IOException {
        return Pattern.compile("\\(Group\\.\\w+, \"[^\"]+\", \"([a-z-]+)\"\\)")
                .matcher(Files.readString(SOURCES.resolve("control/Shortcut.java")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
