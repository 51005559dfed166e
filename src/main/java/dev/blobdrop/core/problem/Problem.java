package dev.blobdrop.core.problem;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// An expected failure: what did not work, why, and how to fix it. Carried as data or in a
/// [ProblemException]; a front end only displays it.
///
/// It may contain names of blobs and files, which are never changed. Text from libraries and
/// services has passed [Secrets#redact] before, so a problem can be printed, logged and stored.
///
/// @param kind the group it belongs to; decides the exit code of the command line
/// @param code stable identifier: the service's or the identity provider's own code where there is
///     one (`AADSTS700213`, `BlobAlreadyExists`), else ours in lower case (`no-account`)
/// @param title what did not happen, one short sentence without a full stop
/// @param detail why, one or two sentences for a person who has not read our documentation
/// @param remedies what to do or type, most likely first; may be empty
/// @param technical what the service or library said, for `--verbose` and support
/// @param retryable whether the same request may succeed a little later
public record Problem(
        Kind kind,
        String code,
        String title,
        String detail,
        List<Remedy> remedies,
        Optional<String> technical,
        boolean retryable) {

    /// The identity provider found no federated credential that matches the token.
    static final String NO_MATCH = "AADSTS70021";

    /// The storage service found no role assignment that allows the request.
    private static final String MISSING_ROLE = "AuthorizationPermissionMismatch";

    static final String UNKNOWN_HOST = "unknown-host";
    static final String NO_SUCH_FILE = "no-such-file";
    private static final Set<String> TAKEN = Set.of("BlobAlreadyExists", "ConditionNotMet", "TargetConditionNotMet");
    private static final Set<String> DAMAGED = Set.of("Crc64Mismatch", "Md5Mismatch");

    /// Kinds of problem, grouped by what the caller can do about them.
    public enum Kind {
        /// A defect of Blobdrop.
        BUG,
        /// The command line or the configuration asks for something impossible.
        USAGE,
        /// A named file cannot be read.
        SOURCE_UNUSABLE,
        /// No credential is available here.
        NO_IDENTITY,
        /// The identity provider was asked and refused.
        IDENTITY_REFUSED,
        /// Signed in, but no role assignment allows it.
        DENIED_BY_ROLE,
        /// The storage account's network rules refuse this machine.
        DENIED_BY_NETWORK,
        /// The account or the container does not exist.
        NOT_FOUND,
        /// A blob already exists, or changed meanwhile.
        CONFLICT,
        /// The file changed while it was read.
        SOURCE_CHANGED,
        /// A failure of the network or the service, or throttling, that may pass.
        TRANSIENT
    }

    public Problem {
        remedies = List.copyOf(remedies);
    }

    /// A problem without remedies. One of kind `TRANSIENT` may be retried.
    public static Problem of(Kind kind, String code, String title, String detail) {
        return new Problem(kind, code, title, detail, List.of(), Optional.empty(), kind == Kind.TRANSIENT);
    }

    /// Whether this code says that no federated credential matches the token: `AADSTS70021` or a
    /// longer number of that family.
    static boolean isNoMatch(String code) {
        return code.startsWith(NO_MATCH) && code.chars().skip(NO_MATCH.length()).allMatch(Character::isDigit);
    }

    /// The same for this problem's code.
    public boolean isNoMatch() {
        return isNoMatch(code);
    }

    /// Whether this code of the storage service, or of a row of the [Catalogue] that refines it,
    /// says that no role assignment allows the request.
    public static boolean isMissingRole(String code) {
        return code.startsWith(MISSING_ROLE);
    }

    /// The same for this problem's code.
    public boolean isMissingRole() {
        return isMissingRole(code);
    }

    /// Whether the blob exists already, or is not the one it was when it was looked up.
    public boolean isTaken() {
        return TAKEN.contains(code);
    }

    /// Whether the service got other bytes than those whose checksum came with them.
    public boolean isDamaged() {
        return DAMAGED.contains(code);
    }

    /// Whether the container does not exist.
    public boolean isContainerMissing() {
        return code.equals("ContainerNotFound");
    }

    /// Whether the blob does not exist.
    public boolean isBlobMissing() {
        return code.equals("BlobNotFound");
    }

    /// Whether a host's name cannot be resolved.
    public boolean isUnknownHost() {
        return code.equals(UNKNOWN_HOST);
    }

    /// Whether a local file does not exist.
    public boolean isFileMissing() {
        return code.equals(NO_SUCH_FILE);
    }

    /// With these remedies, parsed by [Remedy#of(String)]. They must be constants without values
    /// from elsewhere.
    public Problem withRemedy(String... lines) {
        return withRemedy(Stream.of(lines).map(Remedy::of).toList());
    }

    /// With these remedies instead, most likely first.
    public Problem withRemedy(Remedy... remedies) {
        return withRemedy(List.of(remedies));
    }

    /// With these remedies instead, most likely first.
    public Problem withRemedy(List<Remedy> remedies) {
        return new Problem(kind, code, title, detail, remedies, technical, retryable);
    }

    /// The text of the remedies, in no front end's own words.
    public List<String> remedy() {
        return remedies.stream().map(Remedy::text).toList();
    }

    /// The remedies that can be pasted into a shell: commands, without their notes.
    public List<String> commands() {
        return remedies.stream().map(Remedy::command).flatMap(Optional::stream).toList();
    }

    /// With what the service or library reported; it must have been through [Secrets#redact].
    public Problem withTechnical(String text) {
        return new Problem(kind, code, title, detail, remedies, Optional.of(text), retryable);
    }

    /// An exception that carries it.
    public ProblemException asException() {
        return new ProblemException(this);
    }

    /// An exception that carries it, with the exception that it was translated from.
    public ProblemException asException(Throwable cause) {
        return new ProblemException(this, cause);
    }
}
