package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.transfer.engine.ContainerCreation;
import dev.blobdrop.core.transfer.flow.Patience;
import dev.blobdrop.core.transfer.flow.Retry;
import dev.blobdrop.gui.session.SessionModel;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// Creates the container that a drop needs. While a container of that name is being deleted it
/// waits: the service frees the name after 30 seconds or more ("Delete Container").
final class NewContainer {
    private static final Patience PATIENCE = Patience.STANDARD.withoutSuccess(Duration.ofMinutes(2));

    private final Drop.Place place;
    private final CountDownLatch cancelled = new CountDownLatch(1);

    NewContainer(Drop.Place place) {
        this.place = place;
    }

    /// @param waiting called with each problem that it waits for
    /// @param done called at the end, unless cancelled
    /// @param failed called with the problem otherwise, unless cancelled
    void create(SessionModel session, Consumer<Problem> waiting, Runnable done, Consumer<Problem> failed) {
        session.ask(
                place.account(),
                store -> create(store, inWindow(session, waiting)),
                created -> unlessCancelled(done),
                problem -> unlessCancelled(() -> failed.accept(problem)));
    }

    private Consumer<Problem> inWindow(SessionModel session, Consumer<Problem> waiting) {
        return problem -> session.threads().inWindow(() -> unlessCancelled(() -> waiting.accept(problem)));
    }

    private boolean create(BlobStore store, Consumer<Problem> waiting) {
        try {
            return ContainerCreation.create(
                    store,
                    place.container(),
                    new Retry(PATIENCE, cancelled),
                    (problem, pause) -> waiting.accept(problem));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    void cancel() {
        cancelled.countDown();
    }

    private void unlessCancelled(Runnable task) {
        if (cancelled.getCount() > 0) {
            task.run();
        }
    }
}
