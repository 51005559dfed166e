package dev.blobdrop.core.problem;

import java.util.List;
import java.util.Optional;

/// One expected trouble: what did not happen, why, and what mends it. Carried as data or inside a
/// [ProblemException]; a face only renders it.
///
/// Every text is passed through [Secrets#redact], so a problem can be printed, logged and stored.
///
/// @param kind the group it belongs to; decides the exit code of the command line
/// @param code stable identifier: the service's or the identity provider's own code where there is
///     one (`AADSTS700213`, `BlobAlreadyExists`), else ours in lower case (`no-account`)
/// @param title what did not happen, one short sentence without a full stop
/// @param detail why, one or two sentences for a person who has not read our documentation
/// @param remedy what to do or type, most likely first; may be empty
/// @param technical what the service or library said, for `--verbose` and support
/// @param retryable whether the same request may succeed a little later
public record Problem(
        Kind kind,
        String code,
        String title,
        String detail,
        List<String> remedy,
        Optional<String> technical,
        boolean retryable) {

    /// The groups of troubles, by what a caller can do about them.
    public enum Kind {
        /// A defect of ours.
        BUG,
        /// The command line or the configuration asks for something impossible.
        USAGE,
        /// A named file cannot be read.
        SOURCE_UNUSABLE,
        /// No credential is present here, so nobody can be asked for a token.
        NO_IDENTITY,
        /// The identity provider was asked and refused.
        IDENTITY_REFUSED,
        /// Signed in, but no role assignment allows it.
        DENIED_BY_ROLE,
        /// The storage account's network rules refuse this machine.
        DENIED_BY_NETWORK,
        /// The account or the container does not exist.
        NOT_FOUND,
        /// A blob is already there, or changed meanwhile.
        CONFLICT,
        /// The file changed while it was read.
        SOURCE_CHANGED,
        /// Network, throttling or service trouble that may pass.
        TRANSIENT
    }

    public Problem {
        title = Secrets.redact(title);
        detail = Secrets.redact(detail);
        remedy = remedy.stream().map(Secrets::redact).toList();
        technical = technical.map(Secrets::redact);
    }

    public static Problem of(Kind kind, String code, String title, String detail) {
        return new Problem(
                kind, code, title, detail, List.of(), Optional.empty(), kind == Kind.TRANSIENT);
    }

    public Problem withRemedy(String... lines) {
        return new Problem(kind, code, title, detail, List.of(lines), technical, retryable);
    }

    public Problem withTechnical(String text) {
        return new Problem(kind, code, title, detail, remedy, Optional.of(text), retryable);
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }

    public ProblemException asException(Throwable cause) {
        return new ProblemException(this, cause);
    }
}
