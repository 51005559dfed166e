package dev.blobdrop.core.transfer;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Deals with the blobs of one run on virtual threads, so many at a time. Used by the one thread
/// that finds the blobs.
final class Workers {
    private final RunParts run;
    private final Semaphore places;
    private final int atOnce;

    /// How one blob is dealt with.
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /// @param atOnce blobs begun at once
    Workers(RunParts run, int atOnce) {
        this.run = run;
        this.atOnce = atOnce;
        this.places = new Semaphore(atOnce);
    }

    /// Waits for a place and begins. A blob that is not ended because the run ends is not told of.
    ///
    /// @param failed is told of everything else that the work throws
    void begin(Work work, Consumer<Throwable> failed) throws InterruptedException {
        places.acquire();
        run.threads()
                .execute(
                        () -> {
                            try {
                                run.checkRunning();
                                work.run();
                            } catch (CancellationException e) {
                                // Counted as left.
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } catch (RuntimeException | Error e) {
                                if (!run.isCancelled() || LastLook.isDoubt(e)) {
                                    failed.accept(e);
                                }
                            } finally {
                                places.release();
                            }
                        });
    }

    /// Waits until all that was begun has ended.
    void await() throws InterruptedException {
        places.acquire(atOnce);
        places.release(atOnce);
    }
}
