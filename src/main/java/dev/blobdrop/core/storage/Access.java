package dev.blobdrop.core.storage;

import dev.blobdrop.core.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/// What the identity in use may do with the account or the container, and how that is known.
///
/// @param took empty when nobody asked
/// @param says what was seen, or why it is not allowed or not known; one line
/// @param problem what the service refused with; its remedy fixes it
public record Access(Action action, Verdict verdict, Optional<Duration> took, String says, Optional<Problem> problem) {

    /// Why writing is not tried unasked.
    static final String WRITES_A_BLOB = "would write an empty blob and delete it again";

    /// The things one may do.
    public enum Action {
        /// Needs a role on the whole account; uploading does not need it.
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

    /// The service's answer.
    public enum Verdict {
        ALLOWED("allowed"),
        DENIED_BY_ROLE("denied by role"),
        DENIED_BY_NETWORK("denied by network"),
        ACCOUNT_MISSING("account missing"),
        CONTAINER_MISSING("container missing"),
        /// Nobody asked, or there was no answer that decides it.
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

    /// Whether it was left out because nobody has allowed to write.
    public boolean needsConsent() {
        return verdict == Verdict.NOT_CHECKED && says.equals(WRITES_A_BLOB);
    }

    public static Access notChecked(Action action, String why) {
        return new Access(action, Verdict.NOT_CHECKED, Optional.empty(), why, Optional.empty());
    }
}
