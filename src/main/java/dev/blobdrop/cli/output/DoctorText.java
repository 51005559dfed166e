package dev.blobdrop.cli.output;

import dev.blobdrop.core.diagnosis.Cause;
import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.diagnosis.Finding;
import dev.blobdrop.core.recording.Words;
import java.util.List;
import java.util.Locale;

/// Prints a diagnosis: a line per stage while the doctor runs, the cause and its fix at the end.
public final class DoctorText {
    private final Output output;

    /// @param output prints text or JSON, as the user chose
    public DoctorText(Output output) {
        this.output = output;
    }

    /// Prints the heading of the stages.
    public void begin() {
        output.data("Stages");
    }

    /// Prints one stage, with its evidence if it is a note or with `--verbose`.
    public void finding(Finding finding) {
        output.data("  %-7s  %-40s %s"
                .formatted(word(finding), finding.stage().title(), finding.says())
                .stripTrailing());
        boolean withEvidence = output.isVerbose() || finding.status() == Finding.Status.NOTE;
        if (withEvidence) {
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

    /// Prints the cause or that all is well, and adds it to the summary.
    public void conclude(Diagnosis diagnosis, Json summary) {
        diagnosis
                .cause()
                .ifPresentOrElse(
                        cause -> {
                            print(cause, diagnosis.proven());
                            summary.with("cause", json(cause));
                        },
                        () -> allWell(diagnosis));
        summary.with("proven", diagnosis.proven())
                .with(
                        "untested",
                        diagnosis.untested().stream()
                                .map(finding -> finding.stage().id())
                                .toList());
    }

    private void print(Cause cause, List<String> proven) {
        output.data("");
        output.data("Cause: "
                + cause.problem().title()
                + " ("
                + cause.row().map(row -> row + ", ").orElse("")
                + cause.problem().code()
                + ")");
        output.data("  " + cause.problem().detail());
        section("Evidence", cause.evidence());
        section("How to fix it", RemedyText.lines(cause.problem()));
        section("Verify the fix", cause.verify().stream().toList());
        section("More information", cause.link().stream().toList());
        if (!proven.isEmpty()) {
            output.data("  Known to work: " + String.join("; ", proven) + ".");
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

    /// Always lists what was not tested: an identity that may only read passes every other stage.
    private void allWell(Diagnosis diagnosis) {
        output.data("");
        String works = String.join("; ", diagnosis.proven()) + ".";
        if (diagnosis.isWell()) {
            output.data("Everything works: " + works);
            return;
        }
        output.data("No problem found in the tested stages: " + works);
        section(
                "Not tested",
                diagnosis.untested().stream()
                        .map(finding -> finding.stage().title() + ": " + option(finding))
                        .toList());
    }

    private static String option(Finding finding) {
        return finding.skip().filter(why -> why == Finding.Skip.NEEDS_CONSENT).isPresent()
                ? "--write-probe writes an empty blob and deletes it again"
                : "set the storage account with --account-url or STORAGE_ACCOUNT_URL";
    }

    /// A stage as an event.
    public static Json json(Finding finding) {
        return Json.event("stage")
                .with("stage", finding.stage().id())
                .with("title", finding.stage().title())
                .with("status", finding.status().name().toLowerCase(Locale.ROOT))
                .with("says", finding.says())
                .with("evidence", finding.evidence())
                .with("skip", finding.skip().map(Words::id));
    }

    /// The cause as part of the summary.
    public static Json json(Cause cause) {
        return new Json()
                .with("row", cause.row())
                .with("problem", Output.json(cause.problem()))
                .with("evidence", cause.evidence())
                .with("verify", cause.verify())
                .with("link", cause.link());
    }
}
