package dev.blobdrop.core.transfer.engine;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.transfer.flow.LastLook;
import dev.blobdrop.core.transfer.flow.LostAnswer;
import dev.blobdrop.core.transfer.flow.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Creates a container. When the answer is lost, it is looked up before anything is said: a
/// container that was created a moment ago counts as ours
/// (`src/docs/decisions/0027-whose-blob-it-is.md`).
public final class ContainerCreation implements LastLook.Change<Boolean> {
    /// How far the clocks of this machine and of the service may be apart.
    private static final Duration SKEW = Duration.ofMinutes(15);

    private static final int FEW = 10;

    private final BlobStore store;
    private final String name;
    private final Instant began = Instant.now();
    private volatile boolean unsure;

    private ContainerCreation(BlobStore store, String name) {
        this.store = store;
        this.name = name;
    }

    /// Asks once.
    ///
    /// @return whether it was created; else it was there before
    /// @throws ProblemException when it did not succeed
    public static boolean create(BlobStore store, String name) {
        ContainerCreation creation = new ContainerCreation(store, name);
        try {
            return LastLook.settled(creation, creation.doubt(), () -> creation.send(1));
        } catch (InterruptedException e) {
            throw new IllegalStateException("a single request waits for nothing", e);
        }
    }

    /// Asks, and again where that helps.
    ///
    /// @param pausing is told of each failure that is tried again
    /// @return whether it was created; else it was there before
    /// @throws ProblemException as [Retry#call]
    public static boolean create(BlobStore store, String name, Retry retry, BiConsumer<Problem, Duration> pausing)
            throws InterruptedException {
        ContainerCreation creation = new ContainerCreation(store, name);
        return LastLook.settled(creation, creation.doubt(), () -> retry.call(creation, pausing));
    }

    @Override
    public Boolean send(int attempt) {
        boolean before = unsure;
        unsure = true;
        try {
            boolean created = store.createContainer(name);
            unsure = false;
            return created || before && isOurs();
        } catch (ProblemException e) {
            unsure = before || LostAnswer.mayBeApplied(e.problem());
            throw e;
        }
    }

    @Override
    public boolean isUnsure() {
        return unsure;
    }

    @Override
    public Optional<Boolean> applied() {
        return store.containers(name, Optional.empty(), FEW).items().stream()
                .filter(Entry.Container.class::isInstance)
                .map(Entry.Container.class::cast)
                .filter(found -> found.name().equals(name))
                .findFirst()
                .map(this::isNew);
    }

    private boolean isNew(Entry.Container found) {
        return found.modified().filter(at -> at.isBefore(began.minus(SKEW))).isEmpty();
    }

    /// Whether the one that is there now was created by the request before.
    private boolean isOurs() {
        try {
            return applied().orElse(false);
        } catch (ProblemException e) {
            return false;
        }
    }

    private String doubt() {
        return "The container " + name + " may or may not exist";
    }
}
