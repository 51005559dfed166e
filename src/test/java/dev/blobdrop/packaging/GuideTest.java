package dev.blobdrop.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the guide names is there. Its command lines are judged by `CommandLinesIT`.
class GuideTest {
    private static final Path GUIDE = Path.of("packaging/README.md");
    private static final Pattern ROW = Pattern.compile("\\b[A-FS]\\d{1,2}a?\\b");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
    private static final Pattern OPTION = Pattern.compile("(setup|teardown)\\.sh [^`\n]*");

    private static List<MatchResult> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(GUIDE)).results().toList();
    }

    @Test
    void everyRowIsInTheCatalogue() throws IOException {
        List<String> known =
                Catalogue.standard().entries().stream().map(Catalogue.Entry::id).toList();

        assertThat(found(ROW).stream().map(MatchResult::group).toList())
                .hasSizeGreaterThan(30)
                .isSubsetOf(known);
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        List<String> links = found(LINK).stream().map(match -> match.group(1)).toList();

        assertThat(links).hasSizeGreaterThan(8);
        assertThat(links)
                .allSatisfy(link -> assertThat(GUIDE.resolveSibling(link)).exists());
    }

    @Test
    void everyOverlayIsExplained() throws IOException {
        String guide = Files.readString(GUIDE);
        try (Stream<Path> overlays = Files.list(Path.of("packaging/k8s/overlays"))) {
            assertThat(overlays)
                    .isNotEmpty()
                    .allSatisfy(overlay -> assertThat(guide).contains("(k8s/overlays/" + overlay.getFileName() + ")"));
        }
    }

    @Test
    void everyOptionOfTheScriptsExists() throws IOException {
        for (MatchResult call : found(OPTION)) {
            String script = Files.readString(Path.of("packaging/azure/" + call.group(1) + ".sh"));
            Pattern.compile("--[a-z-]+")
                    .matcher(call.group())
                    .results()
                    .forEach(option -> assertThat(script).containsPattern(option.group() + "(?![a-z-])"));
        }
    }
}
