package dev.blobdrop.core.diagnosis;

import java.util.List;
import java.util.Optional;

/// What one stage found.
///
/// @param says one line for a person
/// @param evidence what was seen, line by line; never a token
/// @param cause when this stage is where it fails
public record Finding(
        Stage stage, Status status, String says, List<String> evidence, Optional<Cause> cause) {

    public Finding {
        evidence = List.copyOf(evidence);
    }

    /// How a stage ended.
    public enum Status {
        OK,
        /// Passed, with something worth knowing.
        NOTE,
        FAILED,
        SKIPPED
    }

    static Finding ok(Stage stage, String says, String... evidence) {
        return new Finding(stage, Status.OK, says, List.of(evidence), Optional.empty());
    }

    static Finding note(Stage stage, String says, List<String> evidence) {
        return new Finding(stage, Status.NOTE, says, evidence, Optional.empty());
    }

    static Finding skipped(Stage stage, String because) {
        return new Finding(stage, Status.SKIPPED, because, List.of(), Optional.empty());
    }

    static Finding failed(Stage stage, Cause cause) {
        return new Finding(
                stage,
                Status.FAILED,
                cause.problem().title(),
                cause.evidence(),
                Optional.of(cause));
    }
}
