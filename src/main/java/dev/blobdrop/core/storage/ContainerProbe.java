package dev.blobdrop.core.storage;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// Tries out what the identity in use may do with a container. Each method blocks, makes one
/// attempt and throws a [ProblemException] when it is refused.
public final class ContainerProbe {
    /// MD5 of nothing.
    private static final byte[] EMPTY_MD5 = HexFormat.of().parseHex("d41d8cd98f00b204e9800998ecf8427e");

    private final BlobStore store;
    private final String container;

    /// What a write left behind.
    ///
    /// @param blob the name that was written
    /// @param kept why it could not be removed again; empty when it was
    public record Written(BlobPath blob, Optional<Problem> kept) {
        public String says() {
            return kept.map(why -> leftBehind(blob, why)).orElse("wrote an empty blob and deleted it");
        }
    }

    public ContainerProbe(BlobStore store, String container) {
        this.store = store;
        this.container = container;
    }

    /// Asks for a blob that is not there: the answer tells a missing container from a missing
    /// right.
    public void look() {
        store.find(unique());
    }

    /// Lists the beginning of the container.
    ///
    /// @return whether it holds anything
    public boolean list() {
        return !store.blobs(container, "", false, Optional.empty()).items().isEmpty();
    }

    /// Writes a blob without content, of a name that nobody uses, and removes it again. It
    /// overwrites nothing (`If-None-Match: *`) and removes only what it wrote (`If-Match`).
    public Written write() {
        BlobPath blob = unique();
        BlobHeaders headers = new BlobHeaders("application/octet-stream", EMPTY_MD5);
        String etag;
        try {
            etag = store.put(blob, ByteBuffer.allocate(0), headers, new Condition.Absent());
        } catch (ProblemException e) {
            throw e.problem().retryable() ? doubtful(blob, e) : e;
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

    /// The answer was lost, so the blob may be there all the same.
    private ProblemException doubtful(BlobPath blob, ProblemException lost) {
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
