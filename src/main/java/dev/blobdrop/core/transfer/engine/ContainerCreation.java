package dev.blobdrop.core.transfer.engine;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.transfer.flow.LastLook;
import dev.blobdrop.core.transfer.flow.Retry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Creates a container. When the response is lost, the container is looked up: one that was created
/// a moment ago counts as ours (`src/docs/decisions/0027-whose-blob-it-is.md`).
public final class ContainerCreation extends LastLook.Change<Boolean> {
    private static final int FEW = 10;

    private final BlobStore store;
    private final String name;

    private ContainerCreation(BlobStore store, String name) {
        this.store = store;
        this.name = name;
    }

    /// Makes one request, without retries.
    ///
    /// @return whether it was created; false when it existed before
    /// @throws ProblemException when it failed
    public static boolean create(BlobStore store, String name) {
        ContainerCreation creation = new ContainerCreation(store, name);
        try {
            return LastLook.settled(creation, creation);
        } catch (InterruptedException e) {
            throw new IllegalStateException("a single request waits for nothing", e);
        }
    }

    /// Makes the request, and repeats it while that may help.
    ///
    /// @param onRetry gets each failure that is followed by another try, and the pause before it
    /// @return whether it was created; false when it existed before
    /// @throws ProblemException as [Retry#call]
    public static boolean create(BlobStore store, String name, Retry retry, BiConsumer<Problem, Duration> onRetry)
            throws InterruptedException {
        ContainerCreation creation = new ContainerCreation(store, name);
        return LastLook.settled(creation, () -> retry.call(creation, onRetry));
    }

    @Override
    public Boolean send() {
        boolean mayBeOurs = isUnsure();
        return apply(() -> store.createContainer(name)) || mayBeOurs && isOurs();
    }

    @Override
    protected Optional<Boolean> applied() {
        return store.containers(name, Optional.empty(), FEW).items().stream()
                .filter(Entry.Container.class::isInstance)
                .map(Entry.Container.class::cast)
                .filter(found -> found.name().equals(name))
                .findFirst()
                .map(found -> isNew(found.modified()));
    }

    /// Whether the existing container was created by the request before.
    private boolean isOurs() {
        try {
            return applied().orElse(false);
        } catch (ProblemException e) {
            return false;
        }
    }

    @Override
    protected String doubt() {
        return "The container " + name + " may or may not be there";
    }
}
