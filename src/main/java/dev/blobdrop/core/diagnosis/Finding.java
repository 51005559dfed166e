package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.problem.Secrets;
import java.util.List;
import java.util.Optional;

/// The result of one stage.
///
/// @param says one line for people
/// @param evidence line by line; never a token
/// @param cause if this stage failed
/// @param skip why the stage was skipped; empty if it was examined
public record Finding(
        Stage stage, Status status, String says, List<String> evidence, Optional<Cause> cause, Optional<Skip> skip) {

    public Finding {
        // The text comes from variables, answers and certificates.
        says = Secrets.redact(says);
        evidence = evidence.stream().map(Secrets::redact).toList();
    }

    /// A stage that was examined.
    public Finding(Stage stage, Status status, String says, List<String> evidence, Optional<Cause> cause) {
        this(stage, status, says, evidence, cause, Optional.empty());
    }

    /// The result of a stage.
    public enum Status {
        OK,
        /// Passed, with something worth knowing.
        NOTE,
        FAILED,
        SKIPPED
    }

    /// Why a stage was skipped. The user interface explains what to do about it.
    public enum Skip {
        /// Another credential signs in here, so nothing depends on this stage.
        NOT_NEEDED,
        /// An earlier stage failed, so this one would fail as well.
        EARLIER_FAILURE,
        /// No storage account is given.
        NO_ACCOUNT,
        /// It would write to the container, which the user has not allowed.
        NEEDS_CONSENT
    }

    static Finding ok(Stage stage, String says, String... evidence) {
        return new Finding(stage, Status.OK, says, List.of(evidence), Optional.empty());
    }

    static Finding note(Stage stage, String says, List<String> evidence) {
        return new Finding(stage, Status.NOTE, says, evidence, Optional.empty());
    }

    static Finding skipped(Stage stage, Skip why, String says) {
        return new Finding(stage, Status.SKIPPED, says, List.of(), Optional.empty(), Optional.of(why));
    }

    /// Nothing depends on this stage here.
    static Finding notNeeded(Stage stage) {
        return skipped(stage, Skip.NOT_NEEDED, "not needed: another credential is used here");
    }

    static Finding withoutAccount(Stage stage) {
        return skipped(stage, Skip.NO_ACCOUNT, "not tested: no storage account given");
    }

    /// Whether this stage was skipped although it would have been informative.
    boolean isUntested() {
        return skip.filter(why -> why == Skip.NO_ACCOUNT || why == Skip.NEEDS_CONSENT)
                .isPresent();
    }

    static Finding failed(Stage stage, Cause cause) {
        return new Finding(stage, Status.FAILED, cause.problem().title(), cause.evidence(), Optional.of(cause));
    }
}
