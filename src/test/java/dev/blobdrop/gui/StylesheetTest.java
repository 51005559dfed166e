package dev.blobdrop.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Our stylesheets take every colour from the theme, with enough contrast: WCAG 2.2 AA, 4.5 for
/// text and 3.0 for the outlines of controls, computed from the shipped CSS.
class StylesheetTest {
    private static final Pattern DEFINITION = Pattern.compile("(-color-[a-z0-9-]+)\\s*:\\s*([^;]+);");
    private static final Pattern LITERAL =
            Pattern.compile("#[0-9a-fA-F]{3,8}\\b|rgba?\\(|hsba?\\(|\\b(white|black|red|gray)\\b");
    private static final List<String> GROUNDS = List.of("-color-bg-default", "-color-bg-subtle", "-color-bg-overlay");

    static List<String> sheets() {
        return MainWindow.STYLESHEETS;
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void colourIsNeverALiteral(String sheet) throws IOException {
        assertThat(LITERAL.matcher(ours(sheet)).results().map(MatchResult::group))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void colourIsOneThatBothThemesHave(String sheet) throws IOException {
        Set<String> named = Pattern.compile("-color-[a-z0-9-]+")
                .matcher(ours(sheet))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        for (String theme : List.of("primer-light.css", "primer-dark.css")) {
            assertThat(colours(theme).keySet()).as(theme).containsAll(named);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"primer-light.css", "primer-dark.css"})
    void textCanBeRead(String theme) throws IOException {
        Map<String, String> colours = colours(theme);
        for (String text : used("-fx-text-fill")) {
            Collection<String> grounds = text.equals("-color-fg-emphasis") ? emphasised() : GROUNDS;
            for (String ground : grounds) {
                assertThat(contrast(colours, text, ground))
                        .as("%s on %s in %s", text, ground, theme)
                        .isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"primer-light.css", "primer-dark.css"})
    void textOnATintedGroundCanBeRead(String theme) throws IOException {
        Map<String, String> colours = colours(theme);
        Set<String> tints = used("-fx-background-color").stream()
                .filter(name -> name.endsWith("-subtle") && !GROUNDS.contains(name))
                .collect(Collectors.toSet());
        assertThat(tints).isNotEmpty();
        for (String tint : tints) {
            assertThat(contrast(colours, "-color-fg-default", tint))
                    .as("%s in %s", tint, theme)
                    .isGreaterThanOrEqualTo(4.5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"primer-light.css", "primer-dark.css"})
    void controlsAndTheFocusCanBeSeen(String theme) throws IOException {
        Map<String, String> colours = colours(theme);
        List<String> outlines = new ArrayList<>(List.of("-color-accent-emphasis"));
        outlines.addAll(used("-color-input-border"));
        outlines.addAll(used("-color-button-border"));
        assertThat(outlines).hasSizeGreaterThan(2);
        for (String outline : outlines) {
            for (String ground : GROUNDS) {
                assertThat(contrast(colours, outline, ground))
                        .as("%s on %s in %s", outline, ground, theme)
                        .isGreaterThanOrEqualTo(3.0);
            }
        }
    }

    /// The backgrounds of light text: every emphasised one in a sheet that has such text.
    private static Set<String> emphasised() throws IOException {
        Set<String> found = new HashSet<>();
        for (String sheet : sheets()) {
            if (used(sheet, "-fx-text-fill").contains("-color-fg-emphasis")) {
                found.addAll(used(sheet, "-fx-background-color"));
            }
        }
        found.removeIf(name -> !name.endsWith("-emphasis") || name.startsWith("-color-fg"));
        return found;
    }

    /// All colours of a property in our sheets.
    private static Set<String> used(String property) throws IOException {
        Set<String> found = new HashSet<>();
        for (String sheet : sheets()) {
            found.addAll(used(sheet, property));
        }
        return found;
    }

    private static Set<String> used(String sheet, String property) throws IOException {
        return Pattern.compile(Pattern.quote(property) + "\\s*:\\s*([^;]+);")
                .matcher(ours(sheet))
                .results()
                .flatMap(match -> Stream.of(match.group(1).split("[,\\s]+")))
                .filter(value -> value.startsWith("-color-"))
                .collect(Collectors.toSet());
    }

    private static String ours(String sheet) throws IOException {
        return read(MainWindow.class.getResourceAsStream(sheet));
    }

    private static Map<String, String> colours(String theme) throws IOException {
        Map<String, String> colours = new HashMap<>();
        Matcher matcher =
                DEFINITION.matcher(read(StylesheetTest.class.getResourceAsStream("/atlantafx/base/theme/" + theme)));
        while (matcher.find()) {
            colours.putIfAbsent(matcher.group(1), matcher.group(2).strip());
        }
        return colours;
    }

    private static String read(InputStream stream) throws IOException {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// As defined by WCAG; a translucent colour is blended with the default background.
    private static double contrast(Map<String, String> colours, String text, String ground) {
        double[] base = mixed(colours, "-color-bg-default", new double[] {1, 1, 1});
        double[] under = mixed(colours, ground, base);
        double one = luminance(mixed(colours, text, under));
        double other = luminance(under);
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double[] mixed(Map<String, String> colours, String name, double[] under) {
        String value = name;
        while (value.startsWith("-color-")) {
            value = colours.get(value);
            assertThat(value).as(name).isNotNull();
        }
        Color colour = Color.web(value);
        double[] parts = {colour.getRed(), colour.getGreen(), colour.getBlue()};
        for (int i = 0; i < 3; i++) {
            parts[i] = parts[i] * colour.getOpacity() + under[i] * (1 - colour.getOpacity());
        }
        return parts;
    }

    private static double luminance(double[] colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = colour[i];
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
