package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.UploadEvent;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Messages about a file whose name is taken, for uploads and dry runs.
final class ConflictWords {
    /// Error codes of a write that was to create a blob whose name is taken. The service looks at
    /// the blob before it looks at the condition, so a blob that must not be written is refused for
    /// that reason ("Put Blob", "Blob service error codes").
    private static final Set<String> THERE = Set.of(
            "BlobAlreadyExists",
            "ResourceAlreadyExists",
            "PathAlreadyExists",
            "ResourceTypeMismatch",
            "ConditionNotMet",
            "TargetConditionNotMet",
            "UnauthorizedBlobOverwrite",
            "LeaseIdMissing",
            "LeaseIdMismatchWithBlobOperation",
            "LeaseLost",
            "LeaseIsBreakingAndCannotBeAcquired",
            "BlobImmutableDueToPolicy",
            "BlobImmutableDueToLegalHold",
            "BlobArchived",
            "BlobBeingRehydrated",
            "InvalidBlobType",
            "SnapshotsPresent",
            "PendingCopyOperation",
            "OperationNotAllowedOnIncrementalCopyBlob",
            "BlobUsesCustomerSpecifiedEncryption");

    private ConflictWords() {}

    /// Whether the service refused to create a blob because one exists.
    static boolean isThere(Problem problem) {
        return THERE.contains(problem.code());
    }

    /// Why a name must be looked up before anything is sent.
    static String whyLookUp(ConflictPolicy policy) {
        return switch (policy) {
            case REPLACE -> "Replacing a blob reads its properties first.";
            case IF_NEWER, IF_DIFFERENT ->
                "Comparing a file with the existing blob (" + policy.id() + ") reads the blob's properties first.";
            case FAIL, SKIP, KEEP_BOTH -> "Checking whether the blob exists reads its properties.";
        };
    }

    static UploadEvent skippedAsThere(Path path, BlobPath target) {
        return new UploadEvent.Skipped(path, "already exists as " + target.name());
    }

    static UploadEvent skippedAsSame(Path path, BlobPath target) {
        return new UploadEvent.Skipped(path, "already exists as " + target.name() + ", same content");
    }

    static Optional<UploadEvent> leaveNewer(Path path, BlobPath target, boolean isOlder) {
        return isOlder ? Optional.empty() : Optional.of(skippedAsNewer(path, target));
    }

    static UploadEvent skippedAsNewer(Path path, BlobPath target) {
        return new UploadEvent.Skipped(path, "already exists as " + target.name() + ", not older than the file");
    }

    static Optional<UploadEvent> leaveSame(Path path, BlobPath target, boolean isSame) {
        return isSame ? Optional.of(skippedAsSame(path, target)) : Optional.empty();
    }

    /// The same problem as the service's own refusal, found before any content was sent.
    static Problem alreadyThere(BlobPath target) {
        return Catalogue.standard()
                .problem("BlobAlreadyExists", Facts.NONE)
                .orElseThrow()
                .withTechnical("found before the upload: " + target);
    }

    static Problem sameName(BlobPath target) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "same-name",
                        "Another file in this run has the same blob name: " + target.name() + " as well",
                        "Only the first one was uploaded; nothing was overwritten.")
                .withRemedy("set to PREFIX   upload one of them under another prefix");
    }
}
