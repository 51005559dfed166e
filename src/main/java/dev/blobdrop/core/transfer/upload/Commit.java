package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.transfer.flow.LastLook;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The write that makes a blob visible. When its response is lost, nobody knows whether it was
/// applied, so the blob is looked up before the write is repeated: our own success is never
/// mistaken for somebody else's blob.
///
/// After a lost response, and only then, a blob with exactly our content that can come from this
/// write counts as ours: nothing on it says who wrote it
/// (`src/docs/decisions/0027-whose-blob-it-is.md`).
public final class Commit extends LastLook.Change<String> {
    private final BlobStore store;
    private final BlobPath target;
    private final Supplier<String> write;
    private final long size;
    private final Supplier<byte[]> md5;
    private final List<String> blockIds;
    private final Condition condition;

    private Commit(
            BlobStore store,
            BlobPath target,
            Supplier<String> write,
            long size,
            Supplier<byte[]> md5,
            List<String> blockIds,
            Condition condition) {
        this.store = store;
        this.target = target;
        this.write = write;
        this.size = size;
        this.md5 = md5;
        this.blockIds = blockIds;
        this.condition = condition;
    }

    /// A blob written in one request. The service itself stores the MD5 of such a blob.
    ///
    /// @param condition that the write carries
    public static Commit whole(
            BlobStore store,
            BlobPath target,
            Supplier<String> write,
            long size,
            Supplier<byte[]> md5,
            Condition condition) {
        return new Commit(store, target, write, size, md5, List.of(), condition);
    }

    /// A blob made of blocks, which is recognized by their ids.
    static Commit blocks(
            BlobStore store,
            BlobPath target,
            Supplier<String> write,
            long size,
            List<String> blockIds,
            Condition condition) {
        return new Commit(store, target, write, size, () -> new byte[0], blockIds, condition);
    }

    /// @return the blob's ETag
    @Override
    public String send() {
        if (isUnsure() && !(condition instanceof Condition.Any)) {
            Optional<String> done = oursIfSeen();
            if (done.isPresent()) {
                return done.get();
            }
        }
        try {
            return apply(write);
        } catch (ProblemException e) {
            if (isUnsure() && ConflictWords.isThere(e.problem())) {
                return applied().orElseThrow(() -> e);
            }
            throw e;
        }
    }

    /// The ETag of the existing blob, if it has exactly our content.
    @Override
    protected Optional<String> applied() {
        return store.find(target).filter(this::isOurs).map(BlobProperties::etag);
    }

    /// Without the permission to read, the write has to be repeated; its condition then tells
    /// whether a blob exists.
    private Optional<String> oursIfSeen() {
        try {
            return applied();
        } catch (ProblemException e) {
            if (ReadPermission.isDenied(e.problem())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    protected String doubt() {
        return target + " may or may not be there";
    }

    private boolean isOurs(BlobProperties blob) {
        if (blob.size() != size || !canBeFromThis(blob)) {
            return false;
        }
        return blockIds.isEmpty()
                ? blob.md5().filter(HexFormat.of().formatHex(md5.get())::equals).isPresent()
                : store.blocks(target).committed().equals(blockIds);
    }

    /// Whether the blob can have come from this write.
    private boolean canBeFromThis(BlobProperties blob) {
        return switch (condition) {
            case Condition.Any any -> isNew(blob.modified());
            case Condition.Absent absent -> isNew(blob.modified());
            case Condition.Unchanged(String etag) -> !blob.etag().equals(etag);
        };
    }
}
