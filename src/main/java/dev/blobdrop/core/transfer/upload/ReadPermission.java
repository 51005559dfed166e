package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Remedy;
import java.util.Set;

/// What an upload needs to read, and the message when this identity may write but not read.
///
/// A role with only `blobs/write` or `blobs/add/action` is enough to upload files of any size;
/// looking up existing blobs needs `blobs/read` ("Azure built-in roles for Storage").
final class ReadPermission {
    private static final Set<String> DENIED = Set.of(
            "AuthorizationPermissionMismatch", "node-identity", "InsufficientAccountPermissions", "PathAccessDenied");

    private static final String WRITER = "Storage Blob Data Contributor";
    private static final String READER = "Storage Blob Data Reader";

    private ReadPermission() {}

    /// Whether the only problem is that this identity lacks the permission.
    static boolean isDenied(Problem problem) {
        return DENIED.contains(problem.code());
    }

    /// The refusal, worded for reading; any other problem as it is.
    ///
    /// @param what has to be read, and why, as a sentence
    static ProblemException needed(ProblemException e, String what) {
        Problem refusal = e.problem();
        if (!isDenied(refusal)) {
            return e;
        }
        Problem said = new Problem(
                refusal.kind(),
                refusal.code(),
                "This identity has no permission to read here",
                what
                        + " That needs a role with read access, such as "
                        + READER
                        + ", in addition to the one for writing. A new role assignment can take up to 10"
                        + " minutes to work.",
                refusal.remedies().stream().map(ReadPermission::forReading).toList(),
                refusal.technical(),
                refusal.retryable());
        return said.asException(e);
    }

    private static Remedy forReading(Remedy remedy) {
        return switch (remedy) {
            case Remedy.Command(String line, String note) -> new Remedy.Command(line.replace(WRITER, READER), note);
            case Remedy.Option option -> option;
            case Remedy.Sentence(String text) -> new Remedy.Sentence(text.replace(WRITER, READER));
        };
    }
}
