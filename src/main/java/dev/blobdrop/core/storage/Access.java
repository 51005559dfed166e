package dev.blobdrop.core.storage;

import dev.blobdrop.core.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/// What the current identity may do with the account or the container, and how that is known.
///
/// @param took empty if it was not tried
/// @param says what was found, or why it is not allowed or not known; one line
/// @param problem the service's refusal; its remedy fixes it
public record Access(Action action, Verdict verdict, Optional<Duration> took, String says, Optional<Problem> problem) {

    /// Why writing is not tried without consent.
    static final String WRITES_A_BLOB = "would write an empty blob and delete it again";

    /// The operations that are checked.
    public enum Action {
        /// Needs a role on the whole account; uploading does not.
        LIST_CONTAINERS("list containers"),
        LIST("list this container"),
        WRITE("write to it");

        private final String words;

        Action(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// The result of a check.
    public enum Verdict {
        ALLOWED("allowed"),
        DENIED_BY_ROLE("denied by role"),
        DENIED_BY_NETWORK("denied by network"),
        ACCOUNT_MISSING("account missing"),
        CONTAINER_MISSING("container missing"),
        /// Not tried, or the answer was inconclusive.
        NOT_CHECKED("not checked");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        static Verdict of(Problem problem) {
            return switch (problem.kind()) {
                case DENIED_BY_ROLE -> DENIED_BY_ROLE;
                case DENIED_BY_NETWORK -> DENIED_BY_NETWORK;
                case NOT_FOUND -> problem.code().startsWith("Container") ? CONTAINER_MISSING : ACCOUNT_MISSING;
                default -> NOT_CHECKED;
            };
        }
    }

    /// Whether it was skipped because it would write.
    public boolean needsConsent() {
        return verdict == Verdict.NOT_CHECKED && says.equals(WRITES_A_BLOB);
    }

    /// An operation that was not tried.
    ///
    /// @param why one line
    public static Access notChecked(Action action, String why) {
        return new Access(action, Verdict.NOT_CHECKED, Optional.empty(), why, Optional.empty());
    }
}
