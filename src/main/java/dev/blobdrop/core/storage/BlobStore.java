package dev.blobdrop.core.storage;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A storage account, as far as Blobdrop needs it. Every method blocks, makes one request, does not
/// retry, may be called by many threads, and throws [dev.blobdrop.core.problem.ProblemException]
/// when the request did not succeed.
public interface BlobStore {
    AccountUrl account();

    /// One page of the account's containers.
    ///
    /// @param prefix of the names wanted; empty for all
    /// @param from the mark of the page before; empty for the first page
    Page<Entry> containers(String prefix, Optional<String> from);

    /// The same with a shorter page, for a face that shows the first rows at once.
    ///
    /// @param most 1 to 5,000; a wish, which a store may ignore
    default Page<Entry> containers(String prefix, Optional<String> from, int most) {
        return containers(prefix, from);
    }

    /// One page of a container's blobs in the service's order (by name).
    ///
    /// @param recursive all blobs below the prefix; otherwise one level, virtual folders as
    ///     [Entry.Prefix]
    Page<Entry> blobs(String container, String prefix, boolean recursive, Optional<String> from);

    /// One level of a container with a shorter page, for a face that shows the first rows at once.
    ///
    /// @param most 1 to 5,000; a wish, which a store may ignore
    default Page<Entry> folder(String container, String prefix, Optional<String> from, int most) {
        return blobs(container, prefix, false, from);
    }

    /// One page of all blobs below a prefix, with what is needed to read each.
    ///
    /// @param prefix empty for the whole container
    Page<FoundBlob> below(String container, String prefix, Optional<String> from);

    /// The same without what needs to be read of each blob beside its properties, for who only
    /// wants to know which names are taken.
    ///
    /// @param oneLevel only blobs that lie directly there; a wish, which a store may ignore
    /// @param most 1 to 5,000; a wish, which a store may ignore
    default Page<FoundBlob> names(String container, String prefix, boolean oneLevel, Optional<String> from, int most) {
        return below(container, prefix, from);
    }

    /// The blob's properties; empty when there is no such blob.
    Optional<BlobProperties> find(BlobPath path);

    /// Everything about the blob; empty when there is no such blob.
    default Optional<BlobDetails> describe(BlobPath path) {
        return find(path)
                .map(found ->
                        new BlobDetails(found, "BlockBlob", Optional.empty(), Optional.empty(), Map.of(), Map.of()));
    }

    /// Writes a whole blob in one request. The service compares the checksum and stores nothing
    /// when it differs. It takes one checksum a request, so with a CRC64 the MD5 is not sent; the
    /// service stores the MD5 of what it received by itself ("Put Blob").
    ///
    /// @param content at most 5,000 MiB; read while it is sent, and again when it is sent again
    /// @param crc64 of the content, compared by the service; empty for no comparison
    /// @return the new ETag
    String put(BlobPath path, BlobContent content, OptionalLong crc64, BlobHeaders headers, Condition condition);

    /// Writes a whole blob in one request; only the MD5 of the headers is compared.
    default String put(BlobPath path, ByteBuffer content, BlobHeaders headers, Condition condition) {
        return put(path, content, OptionalLong.empty(), headers, condition);
    }

    /// The same for bytes in memory.
    default String put(
            BlobPath path, ByteBuffer content, OptionalLong crc64, BlobHeaders headers, Condition condition) {
        return put(path, BlobContent.of(content), crc64, headers, condition);
    }

    /// Uploads one block; it becomes visible only by [#commit] and is dropped by the service after
    /// 7 days without one.
    ///
    /// @param blockId Base64, of equal length for all uncommitted blocks of a blob
    /// @param content read while it is sent, and again when it is sent again
    /// @param crc64 of the block, compared by the service; empty for no comparison
    void stage(BlobPath path, String blockId, BlobContent content, OptionalLong crc64);

    /// The same for bytes in memory.
    default void stage(BlobPath path, String blockId, ByteBuffer content, OptionalLong crc64) {
        stage(path, blockId, BlobContent.of(content), crc64);
    }

    /// The blocks the service holds under that name; [BlockList#EMPTY] when it knows nothing of it.
    BlockList blocks(BlobPath path);

    /// Makes the blob of these blocks, in this order: staged ones, or blocks of the blob as it is.
    /// Staged blocks that are not named are dropped by the service.
    ///
    /// @return the new ETag
    String commit(BlobPath path, List<String> blockIds, BlobHeaders headers, Condition condition);

    /// Signs in anew before the next request, because the service refused the present token.
    ///
    /// @return false when this store has no way to do so
    default boolean renewSignIn() {
        return false;
    }

    /// The blob's content, to be closed by the caller.
    InputStream read(BlobPath path);

    /// Reads the blob's bytes from the offset on, if the blob is still the one that was seen.
    ///
    /// @param into wants no more bytes than the blob has from there on
    /// @throws dev.blobdrop.core.problem.ProblemException also when the answer broke off; what has
    ///     been taken then has no meaning
    void read(BlobPath path, Condition.Unchanged seen, long offset, BlobIntake into);

    /// The same into one buffer, as many bytes as it has room for.
    default void read(BlobPath path, Condition.Unchanged seen, long offset, ByteBuffer into) {
        read(path, seen, offset, BlobIntake.into(into));
    }

    /// Deletes a blob that is still the one that was seen. No upload and no download calls this.
    void delete(BlobPath path, Condition.Unchanged condition);

    /// Creates a private container.
    ///
    /// @return false when it was there already
    boolean createContainer(String name);
}
