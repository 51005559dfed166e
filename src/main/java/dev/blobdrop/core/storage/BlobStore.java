package dev.blobdrop.core.storage;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A storage account, as far as Blobdrop needs it. Every method blocks, makes one request, does not
/// retry, may be called by many threads, and throws
/// [dev.blobdrop.core.problem.ProblemException] when the request did not succeed.
public interface BlobStore {
    AccountUrl account();

    /// One page of the account's containers.
    ///
    /// @param prefix of the names wanted; empty for all
    /// @param from the mark of the page before; empty for the first page
    Page<Entry> containers(String prefix, Optional<String> from);

    /// One page of a container's blobs in the service's order (by name).
    ///
    /// @param recursive all blobs below the prefix; otherwise one level, virtual folders as
    ///     [Entry.Prefix]
    Page<Entry> blobs(String container, String prefix, boolean recursive, Optional<String> from);

    /// The blob's properties; empty when there is no such blob.
    Optional<BlobProperties> find(BlobPath path);

    /// Writes a whole blob in one request. The service compares the MD5 and stores nothing when it
    /// differs.
    ///
    /// @param content at most 5,000 MiB
    /// @return the new ETag
    String put(BlobPath path, ByteBuffer content, BlobHeaders headers, Condition condition);

    /// Uploads one block; it becomes visible only by [#commit] and is dropped by the service after
    /// 7 days without one.
    ///
    /// @param blockId Base64, of equal length for all blocks of a blob
    /// @param md5 of the block, compared by the service
    void stage(BlobPath path, String blockId, ByteBuffer content, byte[] md5);

    /// The ids of blocks that were staged and not committed.
    Set<String> staged(BlobPath path);

    /// Makes the blob of these blocks, in this order.
    ///
    /// @return the new ETag
    String commit(BlobPath path, List<String> blockIds, BlobHeaders headers, Condition condition);

    /// The blob's content, to be closed by the caller.
    InputStream read(BlobPath path);

    /// Deletes a blob that is still the one that was seen. The upload engine never calls this.
    void delete(BlobPath path, Condition.Unchanged condition);

    /// Creates a private container.
    ///
    /// @return false when it was there already
    boolean createContainer(String name);
}
