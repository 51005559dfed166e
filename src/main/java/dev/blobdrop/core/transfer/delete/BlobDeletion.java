package dev.blobdrop.core.transfer.delete;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.transfer.flow.LastLook;
import dev.blobdrop.core.transfer.flow.ReadProblems;
import java.util.Optional;

/// Deletes one blob, if it is still the one that was found. When the response is lost, nobody knows
/// whether the blob was deleted; if it is gone at the next try, the first one counts as successful.
final class BlobDeletion extends LastLook.Change<Boolean> {
    private final BlobStore store;
    private final BlobPath path;
    private final Condition.Unchanged seen;

    BlobDeletion(BlobStore store, BlobPath path, String etag) {
        this.store = store;
        this.path = path;
        this.seen = new Condition.Unchanged(etag);
    }

    /// @return true
    /// @throws ProblemException when it still exists, or somebody else has deleted it
    @Override
    public Boolean send() {
        try {
            return apply(() -> {
                store.delete(path, seen);
                return true;
            });
        } catch (ProblemException e) {
            if (!isGone(e.problem())) {
                throw e;
            }
            if (!isUnsure()) {
                throw ReadProblems.gone(path.name()).asException(e);
            }
            return true;
        }
    }

    @Override
    protected Optional<Boolean> applied() {
        return store.find(path).isEmpty() ? Optional.of(true) : Optional.empty();
    }

    @Override
    protected String doubt() {
        return path + " may or may not be deleted";
    }

    /// The condition also fails for a blob that does not exist.
    private boolean isGone(Problem problem) {
        return problem.isBlobMissing()
                || ReadProblems.isChange(problem) && store.find(path).isEmpty();
    }
}
