package dev.blobdrop.core.storage;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The operations of a storage account that Blobdrop needs. Every method blocks, makes one request,
/// does not retry, may be called by many threads, and throws
/// [dev.blobdrop.core.problem.ProblemException] when the request fails.
public interface BlobStore {
    /// The account's endpoint.
    AccountUrl account();

    /// One page of the account's containers.
    ///
    /// @param prefix only names that start with it; empty for all
    /// @param from the continuation mark of the page before; empty for the first page
    Page<Entry> containers(String prefix, Optional<String> from);

    /// The same with a shorter page, for a user interface that shows the first rows at once.
    ///
    /// @param most page size, 1 to 5,000; a hint that a store may ignore
    default Page<Entry> containers(String prefix, Optional<String> from, int most) {
        return containers(prefix, from);
    }

    /// One page of a container's blobs, in the service's order (by name).
    ///
    /// @param recursive all blobs below the prefix; otherwise one level, with virtual folders as
    ///     [Entry.Prefix]
    Page<Entry> blobs(String container, String prefix, boolean recursive, Optional<String> from);

    /// One level of a container with a shorter page, for a user interface that shows the first rows
    /// at once.
    ///
    /// @param most page size, 1 to 5,000; a hint that a store may ignore
    default Page<Entry> folder(String container, String prefix, Optional<String> from, int most) {
        return blobs(container, prefix, false, from);
    }

    /// One page of all blobs below a prefix, with what is needed to read each.
    ///
    /// @param prefix empty for the whole container
    Page<FoundBlob> below(String container, String prefix, Optional<String> from);

    /// The same for a caller that only wants to know which names are taken: what reading needs
    /// besides the properties may be missing.
    ///
    /// @param oneLevel only blobs directly at the prefix; a hint that a store may ignore
    /// @param most page size, 1 to 5,000; a hint that a store may ignore
    default Page<FoundBlob> names(String container, String prefix, boolean oneLevel, Optional<String> from, int most) {
        return below(container, prefix, from);
    }

    /// The blob's properties; empty if there is no such blob.
    Optional<BlobProperties> find(BlobPath path);

    /// Everything about the blob; empty if there is no such blob.
    default Optional<BlobDetails> describe(BlobPath path) {
        return find(path)
                .map(found ->
                        new BlobDetails(found, "BlockBlob", Optional.empty(), Optional.empty(), Map.of(), Map.of()));
    }

    /// Writes a whole blob in one request. The service verifies the checksum and stores nothing if
    /// it differs. It accepts one checksum per request, so with a CRC64 the MD5 is not sent; the
    /// service then stores the MD5 of what it received ("Put Blob").
    ///
    /// @param content at most 5,000 MiB; read while it is sent, and again for a retry
    /// @param crc64 of the content, verified by the service; empty for no verification
    /// @return the new ETag
    String put(BlobPath path, BlobContent content, OptionalLong crc64, BlobHeaders headers, Condition condition);

    /// Writes a whole blob in one request; the service verifies only the MD5 in the headers.
    default String put(BlobPath path, ByteBuffer content, BlobHeaders headers, Condition condition) {
        return put(path, content, OptionalLong.empty(), headers, condition);
    }

    /// The same for bytes in memory.
    default String put(
            BlobPath path, ByteBuffer content, OptionalLong crc64, BlobHeaders headers, Condition condition) {
        return put(path, BlobContent.of(content), crc64, headers, condition);
    }

    /// Uploads one block. It becomes visible only by [#commit], and the service drops it after 7
    /// days without one.
    ///
    /// @param blockId Base64, of equal length for all uncommitted blocks of a blob
    /// @param content read while it is sent, and again for a retry
    /// @param crc64 of the block, verified by the service; empty for no verification
    void stage(BlobPath path, String blockId, BlobContent content, OptionalLong crc64);

    /// The blocks that the service holds for that name; [BlockList#EMPTY] if none.
    BlockList blocks(BlobPath path);

    /// Creates the blob from these blocks, in this order: staged ones, or blocks of the present
    /// blob. The service drops staged blocks that are not named.
    ///
    /// @return the new ETag
    String commit(BlobPath path, List<String> blockIds, BlobHeaders headers, Condition condition);

    /// Gets a new token before the next request, because the service refused the current one.
    ///
    /// @return false if this store cannot do so
    default boolean renewSignIn() {
        return false;
    }

    /// The blob's content. The caller closes it.
    InputStream read(BlobPath path);

    /// Reads the blob's bytes from the offset on, if its ETag has not changed.
    ///
    /// @param into must not want more bytes than the blob has from there on
    /// @throws dev.blobdrop.core.problem.ProblemException also when the answer broke off; discard
    ///     what was read then
    void read(BlobPath path, Condition.Unchanged seen, long offset, BlobIntake into);

    /// The same into one buffer, as many bytes as fit.
    default void read(BlobPath path, Condition.Unchanged seen, long offset, ByteBuffer into) {
        read(path, seen, offset, BlobIntake.into(into));
    }

    /// Deletes a blob if its ETag has not changed. No upload and no download calls this.
    void delete(BlobPath path, Condition.Unchanged condition);

    /// Creates a private container.
    ///
    /// @return false if it existed before
    boolean createContainer(String name);
}
