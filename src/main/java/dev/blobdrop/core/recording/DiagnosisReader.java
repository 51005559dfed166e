package dev.blobdrop.core.recording;

import dev.blobdrop.core.diagnosis.Cause;
import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.diagnosis.Finding;
import dev.blobdrop.core.diagnosis.Stage;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Finds the last run of `doctor --output json` in a file or a pod's log, which may contain other
/// lines and time stamps before each line. An unfinished run, such as one with `--wait`, counts as
/// far as it got.
final class DiagnosisReader {
    private static final int SCHEMA = 1;

    private final String source;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<Cause> cause = Optional.empty();
    private List<String> proven = List.of();

    private DiagnosisReader(String source) {
        this.source = source;
    }

    /// @param source the file's name for messages
    /// @return empty when there is no diagnosis in it
    /// @throws ProblemException when there is one that cannot be read
    static Optional<Diagnosis> read(String source, String text) {
        DiagnosisReader reader = new DiagnosisReader(source);
        try {
            text.lines().map(Fields::of).flatMap(Optional::stream).forEach(reader::object);
        } catch (Fields.Damaged e) {
            throw reader.problem(
                    "The diagnosis in " + source + " is damaged",
                    "The field '" + e.getMessage() + "' is missing or makes no sense.");
        }
        return reader.findings.isEmpty()
                ? Optional.empty()
                : Optional.of(new Diagnosis(reader.findings, reader.cause, reader.proven));
    }

    private void object(Fields fields) {
        if (fields.is("event", "stage")) {
            stage(fields);
        } else if (fields.is("event", "summary") && fields.is("command", "doctor")) {
            if (fields.maybeNumber("schema").orElse(SCHEMA) > SCHEMA) {
                throw problem(
                        "The diagnosis in " + source + " was made by a newer Blobdrop",
                        "This one knows its form up to schema " + SCHEMA + ".");
            }
            cause = fields.maybeObject("cause").map(DiagnosisReader::cause);
            proven = fields.texts("proven");
        }
    }

    /// The first stage begins a run, or another round of the same run.
    private void stage(Fields fields) {
        String id = fields.text("stage");
        Stage stage = Arrays.stream(Stage.values())
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Fields.Damaged("stage"));
        if (stage == Stage.values()[0]) {
            findings.clear();
            cause = Optional.empty();
            proven = List.of();
        }
        findings.add(new Finding(
                stage,
                fields.constant("status", Finding.Status.class),
                fields.text("says"),
                fields.texts("evidence"),
                Optional.empty(),
                skip(fields, stage)));
    }

    /// Recordings of earlier versions do not contain why a stage was skipped; unless a stage before
    /// failed, it is derived from the stage.
    private Optional<Finding.Skip> skip(Fields fields, Stage stage) {
        if (fields.maybeText("skip").isPresent()) {
            return Optional.of(fields.constant("skip", Finding.Skip.class));
        }
        boolean failed = findings.stream().anyMatch(seen -> seen.status() == Finding.Status.FAILED);
        if (!fields.is("status", Words.id(Finding.Status.SKIPPED))) {
            return Optional.empty();
        }
        return Optional.of(
                failed
                        ? Finding.Skip.EARLIER_FAILURE
                        : stage.compareTo(Stage.CHALLENGE) < 0
                                ? Finding.Skip.NOT_NEEDED
                                : stage == Stage.WRITE && !hasSkipped(Stage.LIST)
                                        ? Finding.Skip.NEEDS_CONSENT
                                        : Finding.Skip.NO_ACCOUNT);
    }

    private boolean hasSkipped(Stage stage) {
        return findings.stream().anyMatch(seen -> seen.stage() == stage && seen.status() == Finding.Status.SKIPPED);
    }

    private static Cause cause(Fields fields) {
        return new Cause(
                fields.maybeText("row"),
                fields.maybeObject("problem").map(Fields::problem).orElseThrow(() -> new Fields.Damaged("problem")),
                fields.texts("evidence"),
                fields.maybeText("verify"),
                fields.maybeText("link"));
    }

    private ProblemException problem(String title, String why) {
        return Problem.of(Problem.Kind.USAGE, "bad-recording", title, why).asException();
    }
}
