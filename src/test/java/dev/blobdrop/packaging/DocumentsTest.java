package dev.blobdrop.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Links in the README and in `src/docs` lead to files, and all decisions have the same form.
class DocumentsTest {
    private static final Path DOCS = Path.of("src/docs");
    private static final Path DECISIONS = DOCS.resolve("decisions");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]\\w+)(?:\\.\\w+)?`");

    /// Types of Java and of libraries that the architecture page names.
    private static final Set<String> FOREIGN = Set.of("DefaultAzureCredential", "WatchService");

    private static final int MOST_LINES = 40;
    private static final List<String> PARTS = List.of("## Context", "## Options", "## Outcome", "## Confirmed by");

    private static List<Path> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> decisions() throws IOException {
        return pages(DECISIONS).stream()
                .filter(page -> page.getFileName().toString().matches("\\d{4}-.*"))
                .toList();
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        List<Path> all = Stream.concat(Stream.of(Path.of("README.md")), pages(DOCS).stream())
                .toList();
        assertThat(all).hasSizeGreaterThan(40);
        for (Path page : all) {
            List<String> links = LINK.matcher(Files.readString(page))
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .filter(link -> !link.contains("://"))
                    .toList();
            assertThat(links)
                    .as(page.toString())
                    .allSatisfy(link -> assertThat(page.toAbsolutePath().resolveSibling(link))
                            .exists());
        }
    }

    @Test
    void everyTypeInTheArchitectureExists() throws IOException {
        Set<String> ours;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            ours = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        List<String> named = TYPE.matcher(Files.readString(DOCS.resolve("architecture.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(name -> !FOREIGN.contains(name))
                .toList();

        assertThat(named).hasSizeGreaterThan(100);
        assertThat(ours).containsAll(named);
    }

    @Test
    void everyDecisionHasItsNumberAndTheSameParts() throws IOException {
        assertThat(decisions()).hasSizeGreaterThan(30);
        for (Path page : decisions()) {
            List<String> lines = Files.readAllLines(page);
            int number = Integer.parseInt(page.getFileName().toString().substring(0, 4));

            assertThat(lines.getFirst()).as(page.toString()).startsWith("# " + number + ". ");
            assertThat(lines.stream().filter(line -> line.startsWith("## ")))
                    .as(page.toString())
                    .containsExactlyElementsOf(PARTS);
            assertThat(lines).as(page.toString()).hasSizeLessThan(MOST_LINES);
        }
    }

    @Test
    void everyDecisionStandsInTheListUnderItsTitle() throws IOException {
        String list = Files.readString(DECISIONS.resolve("README.md"));
        for (Path page : decisions()) {
            String[] title = Files.readAllLines(page).getFirst().substring(2).split("\\. ", 2);

            assertThat(list).contains("| %s | [%s](%s) |".formatted(title[0], title[1], page.getFileName()));
        }
    }
}
