package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import java.util.List;
import java.util.Optional;

/// What to delete.
///
/// @param blobs exact names, also of blobs whose names end with a slash
/// @param folders prefixes that end with a slash; all blobs below each. Never the whole container
/// @param dryRun find and tell, and delete nothing
/// @param counted delete only what was counted, and only if it has not been written since; empty
///     for whatever is found
/// @param exact a blob that only stands for a folder may be deleted by its name alone
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
                                "A folder name ends with a slash. Nothing was deleted.")
                        .asException();
            }
        }
    }

    public static DeletionRequest of(String container, List<String> blobs, List<String> folders) {
        return new DeletionRequest(container, blobs, folders, false, Optional.empty(), false);
    }

    public DeletionRequest dry(boolean wanted) {
        return new DeletionRequest(container, blobs, folders, wanted, counted, exact);
    }

    public DeletionRequest only(CountedBlobs what) {
        return new DeletionRequest(container, blobs, folders, dryRun, Optional.of(what), exact);
    }

    public DeletionRequest exactly(boolean wanted) {
        return new DeletionRequest(container, blobs, folders, dryRun, counted, wanted);
    }
}
