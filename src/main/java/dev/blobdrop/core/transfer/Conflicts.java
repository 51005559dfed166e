package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;

/// Conflicts that we see before the service has to refuse anything.
final class Conflicts {
    private Conflicts() {}

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
