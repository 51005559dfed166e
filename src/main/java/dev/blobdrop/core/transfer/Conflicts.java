package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;

import java.nio.file.Path;
import java.util.Optional;

/// The words for a file whose name is taken, in an upload and in a dry run alike.
final class Conflicts {
    private Conflicts() {}

    static TransferEvent skippedAsThere(Path path, BlobPath target) {
        return new TransferEvent.Skipped(path, "already there as " + target.name());
    }

    static TransferEvent skippedAsSame(Path path, BlobPath target) {
        return new TransferEvent.Skipped(
                path, "already there as " + target.name() + ", the same content");
    }

    static Optional<TransferEvent> leaveNewer(Path path, BlobPath target, boolean isOlder) {
        return isOlder
                ? Optional.empty()
                : Optional.of(
                        new TransferEvent.Skipped(
                                path,
                                "already there as " + target.name() + ", not older than the file"));
    }

    static Optional<TransferEvent> leaveSame(Path path, BlobPath target, boolean isSame) {
        return isSame ? Optional.of(skippedAsSame(path, target)) : Optional.empty();
    }

    /// The same problem as the service's own refusal, seen before megabytes were sent for nothing.
    static Problem alreadyThere(BlobPath target) {
        return Catalogue.standard()
                .problem("BlobAlreadyExists", Facts.NONE)
                .orElseThrow()
                .withTechnical("seen before the upload: " + target);
    }

    static Problem sameName(BlobPath target) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "same-name",
                        "Another file of this run is named " + target.name() + " as well",
                        "Only the first one was taken; nothing was overwritten.")
                .withRemedy("Upload them under different prefixes with --to");
    }
}
