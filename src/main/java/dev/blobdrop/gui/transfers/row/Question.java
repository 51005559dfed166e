package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.transfer.RetryItem;
import java.time.Instant;
import java.util.List;

/// A file whose name is taken, with the facts about the file and the blob.
///
/// @param size of the file, in bytes
/// @param modified when the file was last modified
/// @param there the blob; its ETag is the condition of a replacement
/// @param lost what replacing the blob would lose, each in words
/// @param others how many more files of the drop wait for an answer
public record Question(
        TransferRow row,
        RetryItem item,
        BlobPath target,
        long size,
        Instant modified,
        BlobProperties there,
        List<String> lost,
        long others) {
    public Question {
        lost = List.copyOf(lost);
    }

    /// The name of the file, without its folder.
    public String name() {
        return item.path().getFileName().toString();
    }

    /// Whether the drop has more files, which could get the same answer.
    public boolean isOneOfMany() {
        return row.isBatch();
    }

    /// The container and folder of the blob, `container/folder/`.
    public String folder() {
        String name = target.name();
        return target.container() + "/" + name.substring(0, name.lastIndexOf('/') + 1);
    }
}
