package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Secrets;
import java.util.List;
import java.util.Optional;

/// The one cause of a failure.
///
/// @param row of the [Catalogue], such as `D2`; empty if the catalogue does not contain it
/// @param problem with the commands that fix it
/// @param evidence why this is the cause
/// @param verify the command that verifies the fix
/// @param link a page with more information
public record Cause(
        Optional<String> row, Problem problem, List<String> evidence, Optional<String> verify, Optional<String> link) {

    public Cause {
        evidence = evidence.stream().map(Secrets::redact).toList();
    }

    /// A row of the catalogue with the known facts filled in.
    static Cause of(String row, Facts facts, List<String> evidence) {
        Catalogue.Entry entry = Catalogue.standard().byId(row);
        return of(entry, entry.problem(facts), facts, evidence);
    }

    /// The same with the code that occurred, because a row may have several.
    static Cause of(Catalogue.Entry entry, String code, Facts facts, List<String> evidence) {
        return of(entry, entry.problem(code, facts), facts, evidence);
    }

    private static Cause of(Catalogue.Entry entry, Problem problem, Facts facts, List<String> evidence) {
        return new Cause(
                Optional.of(entry.id()),
                problem,
                evidence,
                Optional.of(entry.verify(facts)),
                entry.link().or(() -> page(entry.codes().getFirst())));
    }

    /// The identity provider's own explanation of a code.
    private static Optional<String> page(String code) {
        return Optional.of(code)
                .filter(known -> known.matches("AADSTS\\d+"))
                .map(known -> "https://login.microsoftonline.com/error?code=" + known.substring(6));
    }

    /// A problem that occurred. Its row is found by its code, and supplies the remedies if the
    /// problem has none.
    static Cause of(Problem problem, Facts facts, List<String> evidence) {
        Optional<Catalogue.Entry> entry = Catalogue.standard().byCode(problem.code(), facts);
        return new Cause(
                entry.map(Catalogue.Entry::id),
                problem.remedies().isEmpty()
                        ? problem.withRemedy(
                                entry.map(known -> known.problem(facts).remedies())
                                        .orElse(List.of()))
                        : problem,
                evidence,
                entry.map(known -> known.verify(facts)),
                entry.flatMap(Catalogue.Entry::link).or(() -> page(problem.code())));
    }
}
