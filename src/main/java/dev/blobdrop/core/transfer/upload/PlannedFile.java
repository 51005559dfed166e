package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.transfer.RetryItem;
import dev.blobdrop.core.transfer.flow.BlockPlan;
import dev.blobdrop.core.transfer.flow.Priority;
import java.nio.file.Path;

/// A file that was found and has a name in the container.
///
/// @param size in bytes when it was found; it may have changed since
record PlannedFile(RetryItem item, BlobPath target, long size) {
    Path path() {
        return item.path();
    }

    Priority priority() {
        return size <= BlockPlan.USUAL_LENGTH ? Priority.SINGLE : Priority.BLOCK;
    }
}
