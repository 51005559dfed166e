package dev.blobdrop.core.transfer;

import dev.blobdrop.core.storage.BlobPath;

import java.nio.file.Path;

/// A file that was found and has a name in the container.
///
/// @param size in bytes when it was found; it may have changed since
record PlannedFile(Path path, BlobPath target, long size) {
    Lane lane() {
        return size <= BlockPlan.USUAL_LENGTH ? Lane.SINGLE : Lane.BLOCK;
    }
}
