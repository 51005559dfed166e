package dev.blobdrop.core.storage;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// Tries what the current identity may do with a container. Each method blocks, makes one attempt
/// and throws a [ProblemException] when it is refused.
public final class ContainerProbe {
    /// The MD5 of no bytes.
    private static final byte[] EMPTY_MD5 = HexFormat.of().parseHex("d41d8cd98f00b204e9800998ecf8427e");

    private final BlobStore store;
    private final String container;

    /// The result of a write.
    ///
    /// @param blob the blob that was written
    /// @param kept why it could not be deleted again; empty if it was
    public record Written(BlobPath blob, Optional<Problem> kept) {
        /// The result in one line.
        public String says() {
            return kept.map(why -> leftBehind(blob, why)).orElse("wrote an empty blob and deleted it");
        }
    }

    /// @param container its name; it need not exist
    public ContainerProbe(BlobStore store, String container) {
        this.store = store;
        this.container = container;
    }

    /// Requests a blob that does not exist: the answer tells a missing container from a missing
    /// role.
    public void checkAccess() {
        store.find(unique());
    }

    /// Lists the start of the container.
    ///
    /// @return whether it contains anything
    public boolean list() {
        return !store.blobs(container, "", false, Optional.empty()).items().isEmpty();
    }

    /// Writes an empty blob with a unique name and deletes it again. Overwrites nothing
    /// (`If-None-Match: *`) and deletes only what it wrote (`If-Match`).
    public Written write() {
        BlobPath blob = unique();
        BlobHeaders headers = new BlobHeaders("application/octet-stream", EMPTY_MD5);
        String etag;
        try {
            etag = store.put(blob, ByteBuffer.allocate(0), headers, new Condition.Absent());
        } catch (ProblemException e) {
            throw e.problem().retryable() ? afterLostAnswer(blob, e) : e;
        }
        return new Written(blob, remove(blob, etag));
    }

    private Optional<Problem> remove(BlobPath blob, String etag) {
        try {
            store.delete(blob, new Condition.Unchanged(etag));
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    /// The answer was lost, so the blob may exist all the same: deletes it if it does.
    private ProblemException afterLostAnswer(BlobPath blob, ProblemException lost) {
        Problem problem = lost.problem();
        Optional<Problem> kept;
        try {
            kept = store.find(blob).filter(found -> found.size() == 0).flatMap(found -> remove(blob, found.etag()));
        } catch (ProblemException e) {
            kept = Optional.of(e.problem());
        }
        return kept.map(why -> new Problem(
                                problem.kind(),
                                problem.code(),
                                problem.title(),
                                problem.detail() + " " + leftBehind(blob, why),
                                problem.remedies(),
                                problem.technical(),
                                problem.retryable())
                        .asException(lost))
                .orElse(lost);
    }

    private static String leftBehind(BlobPath blob, Problem why) {
        return "the empty blob " + blob.name() + " could not be deleted: " + why.title() + " (" + why.code() + ")";
    }

    private BlobPath unique() {
        return new BlobPath(container, "blobdrop-probe-" + UUID.randomUUID());
    }
}
