package dev.blobdrop.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The measured links as a table in Markdown.
final class LinkTable {
    /// What a busy machine may add to a deadline: less than what the library itself would take.
    static final Duration GRACE = Duration.ofSeconds(15);

    private static final Path FILE = Path.of("target/links.md");

    private final List<Measured> rows = new ArrayList<>();

    synchronized void add(Measured row) {
        rows.add(row);
    }

    synchronized void write() throws IOException {
        StringBuilder table = new StringBuilder("| what | link ended | took | deadline | exit | said |\n")
                .append("|---|---|---|---|---|---|\n");
        rows.stream()
                .sorted(Comparator.comparing(Measured::what))
                .forEach(row -> table.append("| %s | %s | %.2f s | %d s | %d | %s |%n"
                        .formatted(
                                row.what(),
                                row.ended(),
                                row.took().toMillis() / 1000.0,
                                row.limit().toSeconds(),
                                row.exit(),
                                row.reason())));
        Files.writeString(FILE, table);
        System.out.println(table);
    }
}
