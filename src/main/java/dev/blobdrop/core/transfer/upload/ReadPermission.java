package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Remedy;
import java.util.Set;

/// What an upload needs to read, and what is said when this identity may write but not read.
///
/// A role with `blobs/write` or `blobs/add/action` alone is enough to upload, of any size; looking
/// at what is there needs `blobs/read` ("Azure built-in roles for Storage").
final class ReadPermission {
    private static final Set<String> DENIED = Set.of(
            "AuthorizationPermissionMismatch", "node-identity", "InsufficientAccountPermissions", "PathAccessDenied");

    private static final String WRITER = "Storage Blob Data Contributor";
    private static final String READER = "Storage Blob Data Reader";

    private ReadPermission() {}

    /// Whether the service answered that this identity may not do that, and nothing else is wrong.
    static boolean isDenied(Problem problem) {
        return DENIED.contains(problem.code());
    }

    /// The same refusal, said for one that is about reading; anything else as it is.
    ///
    /// @param what needs to be read, and for what, as a sentence
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
            case Remedy.Option(String text) -> new Remedy.Option(text.replace(WRITER, READER));
            case Remedy.Sentence(String text) -> new Remedy.Sentence(text.replace(WRITER, READER));
        };
    }
}
