package dev.blobdrop.cli.output;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import java.util.List;

/// What a code means, from the catalogue alone.
public final class Explanations {
    private final Output output;

    public Explanations(Output output) {
        this.output = output;
    }

    /// @param asked a code, a row's id, or `all`
    public int explain(String asked) {
        if (asked.equals("all")) {
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
        List<Catalogue.Entry> entries = find(asked);
        if (entries.isEmpty()) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "unknown-code",
                            "Unknown code: " + asked,
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
        problem.remedy().forEach(line -> output.data("    " + line));
        output.data("  Verify the fix:");
        output.data("    " + entry.verify(Facts.NONE));
        entry.link().ifPresent(link -> output.data("  More information: " + link));
        output.event(json(entry));
    }

    /// The row of that name, or all rows that the code may mean: what is known at a failure tells
    /// them apart.
    private static List<Catalogue.Entry> find(String asked) {
        Catalogue catalogue = Catalogue.standard();
        String code = asked.matches("\\d+") ? "AADSTS" + asked : asked;
        List<Catalogue.Entry> found = catalogue.entries().stream()
                .filter(entry -> entry.id().equalsIgnoreCase(asked) || means(entry, code))
                .toList();
        return found.isEmpty() && code.startsWith("AADSTS70021")
                ? catalogue.byCode("AADSTS70021").stream().toList()
                : found;
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
