package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import java.util.List;
import java.util.Optional;

/// What to delete.
///
/// @param blobs exact names; a name may end with a slash
/// @param folders prefixes that end with a slash; all blobs below each. Never the whole container
/// @param dryRun find and report, but delete nothing
/// @param counted delete only these blobs, and only if they have not been written since; empty for
///     whatever is found
/// @param exact whether the marker blob of a folder may be deleted by its name alone
public record DeletionRequest(
        String container,
        List<String> blobs,
        List<String> folders,
        boolean dryRun,
        Optional<CountedBlobs> counted,
        boolean exact) {

    public DeletionRequest {
        container = BlobPath.container(container);
        blobs = List.copyOf(blobs);
        folders = List.copyOf(folders);
        for (String folder : folders) {
            if (!folder.endsWith("/")) {
                throw Problem.of(
                                Problem.Kind.USAGE,
                                "not-a-folder",
                                "'" + folder + "' is not a folder",
                                "A folder's name ends with a slash. Nothing was deleted.")
                        .asException();
            }
        }
    }

    /// Deletes these blobs and all blobs below these folders.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when a folder does not end with a slash
    public static DeletionRequest of(String container, List<String> blobs, List<String> folders) {
        return new DeletionRequest(container, blobs, folders, false, Optional.empty(), false);
    }

    /// The same with or without [#dryRun].
    public DeletionRequest dry(boolean wanted) {
        return new DeletionRequest(container, blobs, folders, wanted, counted, exact);
    }

    /// The same for the counted blobs only.
    public DeletionRequest only(CountedBlobs what) {
        return new DeletionRequest(container, blobs, folders, dryRun, Optional.of(what), exact);
    }

    /// The same with or without [#exact].
    public DeletionRequest exactly(boolean wanted) {
        return new DeletionRequest(container, blobs, folders, dryRun, counted, wanted);
    }
}
