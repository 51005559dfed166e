package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.transfer.RetryItem;
import java.time.Instant;
import java.util.List;

/// A file whose name is taken, with what is known of both.
///
/// @param size of the file, in bytes
/// @param modified when the file was last modified
/// @param there the blob; its ETag is the condition of a replacement
/// @param lost what the blob has and the file would not, each as a person would write it
/// @param others how many more files of the same drop wait for an answer
public record Question(
        TransferRow row,
        RetryItem part,
        BlobPath target,
        long size,
        Instant modified,
        BlobProperties there,
        List<String> lost,
        long others) {
    public Question {
        lost = List.copyOf(lost);
    }

    /// What the file is called, without its folder.
    public String name() {
        return part.path().getFileName().toString();
    }

    /// Whether the drop has more files, which may get the same answer.
    public boolean isOneOfMany() {
        return row.isBatch();
    }

    /// The container and folder that the name is taken in.
    public String folder() {
        String name = target.name();
        return target.container() + "/" + name.substring(0, name.lastIndexOf('/') + 1);
    }
}
