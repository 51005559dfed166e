package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.transfer.flow.LastLook;
import dev.blobdrop.core.transfer.flow.LostAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The one write that makes a blob visible. When its answer is lost, nobody knows whether it was
/// applied; the blob is looked at before the write is made again, so that our own success is never
/// taken for somebody else's blob.
///
/// After such an answer, and only then, a blob with exactly our content that can have come from
/// this write counts as ours: nothing on it says who wrote it
/// (`src/docs/decisions/0027-whose-blob-it-is.md`).
public final class Commit implements LastLook.Change<String> {
    /// How far the clocks of this machine and of the service may be apart. A blob that was written
    /// longer before our first try is somebody else's.
    private static final Duration SKEW = Duration.ofMinutes(15);

    private final BlobStore store;
    private final BlobPath target;
    private final Supplier<String> write;
    private final long size;
    private final Supplier<byte[]> md5;
    private final List<String> blockIds;
    private final Condition condition;
    private final Instant began = Instant.now();
    private volatile boolean unsure;

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

    /// A blob written in one request: the service itself stores the MD5 of such a blob.
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

    /// A blob made of blocks, which is known again by their ids.
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
    public String send(int attempt) {
        boolean mayRepeat = condition instanceof Condition.Any;
        Optional<String> done = unsure && !mayRepeat ? oursIfSeen() : Optional.empty();
        if (done.isPresent()) {
            return done.get();
        }
        boolean before = unsure;
        unsure = true;
        try {
            String etag = write.get();
            unsure = before;
            return etag;
        } catch (ProblemException e) {
            unsure = before || LostAnswer.mayBeApplied(e.problem());
            if (unsure && ConflictWords.isThere(e.problem())) {
                return applied().orElseThrow(() -> e);
            }
            throw e;
        }
    }

    @Override
    public boolean isUnsure() {
        return unsure;
    }

    /// The ETag of the blob there, if it has exactly our content.
    @Override
    public Optional<String> applied() {
        return store.find(target).filter(this::isOurs).map(BlobProperties::etag);
    }

    /// Who may not look has to write again; the condition says then whether something is there.
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

    /// What is said when nobody can tell whether it was written.
    public String doubt() {
        return target + " may or may not exist";
    }

    private boolean isOurs(BlobProperties blob) {
        if (blob.size() != size || !isNew(blob)) {
            return false;
        }
        return blockIds.isEmpty()
                ? blob.md5().filter(HexFormat.of().formatHex(md5.get())::equals).isPresent()
                : store.blocks(target).committed().equals(blockIds);
    }

    /// Whether the blob can have come from this write.
    private boolean isNew(BlobProperties blob) {
        return switch (condition) {
            case Condition.Any any -> isRecent(blob);
            case Condition.Absent absent -> isRecent(blob);
            case Condition.Unchanged(String etag) -> !blob.etag().equals(etag);
        };
    }

    private boolean isRecent(BlobProperties blob) {
        return blob.modified().filter(at -> at.isBefore(began.minus(SKEW))).isEmpty();
    }
}
