package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.problem.Secrets;
import java.util.List;
import java.util.Optional;

/// What one stage found.
///
/// @param says one line for a person
/// @param evidence what was seen, line by line; never a token
/// @param cause when this stage is where it fails
/// @param skip why the stage was not examined; empty when it was
public record Finding(
        Stage stage, Status status, String says, List<String> evidence, Optional<Cause> cause, Optional<Skip> skip) {

    public Finding {
        // What is seen is other people's text: variables, answers, certificates.
        says = Secrets.redact(says);
        evidence = evidence.stream().map(Secrets::redact).toList();
    }

    /// A stage that was examined.
    public Finding(Stage stage, Status status, String says, List<String> evidence, Optional<Cause> cause) {
        this(stage, status, says, evidence, cause, Optional.empty());
    }

    /// How a stage ended.
    public enum Status {
        OK,
        /// Passed, with something worth knowing.
        NOTE,
        FAILED,
        SKIPPED
    }

    /// Why a stage was not examined. A face says what a person can do about it.
    public enum Skip {
        /// Another credential signs in here, so nothing depends on this stage.
        NOT_NEEDED,
        /// An earlier stage failed, and this one fails because of it.
        EARLIER_FAILURE,
        /// There is no storage account to look at.
        NO_ACCOUNT,
        /// It would write to the container, which nobody has allowed.
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

    /// Whether this stage would have told something and was left out all the same.
    boolean isUntested() {
        return skip.filter(why -> why == Skip.NO_ACCOUNT || why == Skip.NEEDS_CONSENT)
                .isPresent();
    }

    static Finding failed(Stage stage, Cause cause) {
        return new Finding(stage, Status.FAILED, cause.problem().title(), cause.evidence(), Optional.of(cause));
    }
}
