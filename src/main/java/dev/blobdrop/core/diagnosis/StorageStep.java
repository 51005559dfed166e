package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobHeaders;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Condition;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/// One thing that the identity may or may not do with the container.
///
/// @param action does it; the text says what was seen
/// @param proves what is proven when it succeeds
record StorageStep(Stage stage, BiFunction<Examination, BlobStore, String> action, String proves)
        implements Step {
    /// MD5 of nothing.
    private static final byte[] EMPTY_MD5 =
            HexFormat.of().parseHex("d41d8cd98f00b204e9800998ecf8427e");

    static StorageStep container() {
        return new StorageStep(
                Stage.CONTAINER, StorageStep::look, "the container exists and may be read");
    }

    static StorageStep list() {
        return new StorageStep(Stage.LIST, StorageStep::list, "the container may be listed");
    }

    static StorageStep write() {
        return new StorageStep(Stage.WRITE, StorageStep::write, "the container may be written to");
    }

    @Override
    public Finding examine(Examination at) {
        if (at.store().isEmpty()) {
            return Finding.skipped(stage, "no account was given (--account-url)");
        }
        if (stage == Stage.WRITE && !at.request().writeProbe()) {
            return Finding.skipped(stage, "not checked; --write-probe writes an empty blob");
        }
        try {
            String seen = action.apply(at, at.store().get());
            at.proven(proves);
            return Finding.ok(stage, seen);
        } catch (ProblemException e) {
            Problem problem = e.problem();
            boolean audience = problem.technical().orElse("").contains("Audience validation");
            Cause cause =
                    audience
                            ? at.cause("F5", "the service said: Audience validation failed")
                            : Cause.of(problem, at.facts(), List.of(problem.code()));
            return Finding.failed(stage, cause);
        }
    }

    /// A blob that is not there is asked for: the answer tells container and rights apart.
    private static String look(Examination at, BlobStore store) {
        store.find(probe(at));
        return at.request().container() + " exists";
    }

    private static String list(Examination at, BlobStore store) {
        int first =
                store.blobs(at.request().container(), "", false, Optional.empty()).items().size();
        return first == 0 ? "It is empty" : "It can be listed";
    }

    private static String write(Examination at, BlobStore store) {
        BlobPath probe = probe(at);
        BlobHeaders headers = new BlobHeaders("application/octet-stream", EMPTY_MD5);
        String etag = store.put(probe, ByteBuffer.allocate(0), headers, new Condition.Absent());
        store.delete(probe, new Condition.Unchanged(etag));
        return "An empty blob was written and removed again";
    }

    private static BlobPath probe(Examination at) {
        return new BlobPath(at.request().container(), "blobdrop-probe-" + UUID.randomUUID());
    }
}
