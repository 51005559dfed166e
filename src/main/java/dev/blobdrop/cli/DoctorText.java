package dev.blobdrop.cli;

import dev.blobdrop.core.diagnosis.Cause;
import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.diagnosis.Finding;

import java.util.List;
import java.util.Locale;

/// A diagnosis in words: a line per stage while it is made, the cause and its remedy at the end.
final class DoctorText {
    private final Output output;

    DoctorText(Output output) {
        this.output = output;
    }

    void begin() {
        output.data("Stages");
    }

    void finding(Finding finding) {
        output.data(
                "  %-7s  %-40s %s"
                        .formatted(word(finding), finding.stage().title(), finding.says())
                        .stripTrailing());
        boolean telling = output.isVerbose() || finding.status() == Finding.Status.NOTE;
        if (telling) {
            finding.evidence().forEach(line -> output.data("             " + line));
        }
        output.event(json(finding));
    }

    private static String word(Finding finding) {
        return switch (finding.status()) {
            case OK -> "ok";
            case NOTE -> "note";
            case FAILED -> "FAILED";
            case SKIPPED -> "-";
        };
    }

    void conclude(Diagnosis diagnosis, Json summary) {
        diagnosis
                .cause()
                .ifPresentOrElse(
                        cause -> {
                            tell(cause, diagnosis.proven());
                            summary.with("cause", json(cause));
                        },
                        () -> {
                            output.data("");
                            output.data(
                                    "All is well: " + String.join("; ", diagnosis.proven()) + ".");
                        });
        summary.with("proven", diagnosis.proven());
    }

    private void tell(Cause cause, List<String> proven) {
        output.data("");
        output.data(
                "Cause: "
                        + cause.problem().title()
                        + " ("
                        + cause.row().map(row -> row + ", ").orElse("")
                        + cause.problem().code()
                        + ")");
        output.data("  " + cause.problem().detail());
        section("What shows it", cause.evidence());
        section("What mends it", cause.problem().remedy());
        section("See that it is mended", cause.verify().stream().toList());
        section("More", cause.link().stream().toList());
        if (!proven.isEmpty()) {
            output.data("  Already proven: " + String.join("; ", proven) + ".");
        }
        if (output.isVerbose()) {
            cause.problem()
                    .technical()
                    .ifPresent(text -> section("Technical details", text.lines().toList()));
        }
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            output.data("  " + title + ":");
            lines.forEach(line -> output.data("    " + line));
        }
    }

    static Json json(Finding finding) {
        return Json.event("stage")
                .with("stage", finding.stage().id())
                .with("title", finding.stage().title())
                .with("status", finding.status().name().toLowerCase(Locale.ROOT))
                .with("says", finding.says())
                .with("evidence", finding.evidence());
    }

    static Json json(Cause cause) {
        return new Json()
                .with("row", cause.row())
                .with("problem", Output.json(cause.problem()))
                .with("evidence", cause.evidence())
                .with("verify", cause.verify())
                .with("link", cause.link());
    }
}
