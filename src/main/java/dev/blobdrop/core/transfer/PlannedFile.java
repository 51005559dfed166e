package dev.blobdrop.core.transfer;

import dev.blobdrop.core.storage.BlobPath;

import java.nio.file.Path;

/// A file that was found and has a name in the container.
///
/// @param part the file, as the walk met it
/// @param size in bytes when it was found; it may have changed since
record PlannedFile(Part part, BlobPath target, long size) {
    Path path() {
        return part.path();
    }

    Lane lane() {
        return size <= BlockPlan.USUAL_LENGTH ? Lane.SINGLE : Lane.BLOCK;
    }
}
