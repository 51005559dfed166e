package dev.blobdrop.cli.output;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import java.util.List;

/// Explains codes from the catalogue alone, without network.
public final class Explanations {
    private final Output output;

    /// @param output prints text or JSON, as the user chose
    public Explanations(Output output) {
        this.output = output;
    }

    /// Prints what a code means.
    ///
    /// @param query a code, the id of a row, or `all`
    /// @return the exit code
    /// @throws dev.blobdrop.core.problem.ProblemException for an unknown code
    public int explain(String query) {
        if (query.equals("all")) {
            Catalogue.standard().entries().forEach(entry -> {
                output.data("%-4s %-34s %s"
                        .formatted(
                                entry.id(),
                                entry.codes().getFirst(),
                                entry.problem(Facts.NONE).title()));
                output.event(json(entry));
            });
            return ExitCode.OK;
        }
        List<Catalogue.Entry> entries = find(query);
        if (entries.isEmpty()) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "unknown-code",
                            "Unknown code: " + query,
                            "The catalogue has codes from Entra ID (AADSTS...) and Azure Storage.")
                    .withRemedy("blobdrop doctor --explain all")
                    .asException();
        }
        entries.forEach(this::explain);
        return ExitCode.OK;
    }

    private void explain(Catalogue.Entry entry) {
        Problem problem = entry.problem(Facts.NONE);
        output.data(entry.id() + "  " + problem.title());
        output.data("  Codes: " + String.join(", ", entry.codes()));
        output.data("  " + problem.detail());
        output.data("  Evidence: " + entry.evidence());
        output.data("  How to fix it:");
        RemedyText.lines(problem).forEach(line -> output.data("    " + line));
        output.data("  Verify the fix:");
        output.data("    " + entry.verify(Facts.NONE));
        entry.link().ifPresent(link -> output.data("  More information: " + link));
        output.event(json(entry));
    }

    /// The row with that id, or all rows that the code may mean; only the facts of a failure tell
    /// those apart.
    private static List<Catalogue.Entry> find(String query) {
        Catalogue catalogue = Catalogue.standard();
        String code = query.matches("\\d+") ? "AADSTS" + query : query;
        List<Catalogue.Entry> found = catalogue.entries().stream()
                .filter(entry -> entry.id().equalsIgnoreCase(query) || means(entry, code))
                .toList();
        return found.isEmpty() ? catalogue.byCode(code).stream().toList() : found;
    }

    private static boolean means(Catalogue.Entry entry, String code) {
        return entry.codes().stream()
                .anyMatch(known -> known.equalsIgnoreCase(code)
                        || known.replaceFirst("/.*", "").equalsIgnoreCase(code));
    }

    private static Json json(Catalogue.Entry entry) {
        return Json.event("explanation")
                .with("row", entry.id())
                .with("codes", entry.codes())
                .with("problem", Output.json(entry.problem(Facts.NONE)))
                .with("evidence", entry.evidence())
                .with("verify", entry.verify(Facts.NONE))
                .with("link", entry.link());
    }
}
