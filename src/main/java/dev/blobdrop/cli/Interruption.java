package dev.blobdrop.cli;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Ctrl+C and SIGTERM during an upload: nothing new is begun, requests under way may finish, the
/// summary is written, and the process ends with the signal's own exit code (130 or 143).
final class Interruption implements AutoCloseable {
    /// Kubernetes waits 30 s by default before it kills.
    private static final Duration GRACE = Duration.ofSeconds(25);

    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean interrupted;

    private Interruption(Runnable cancel, Duration grace) {
        this.hook =
                Thread.ofPlatform()
                        .name("interruption")
                        .unstarted(
                                () -> {
                                    interrupted = true;
                                    cancel.run();
                                    awaitSummary(grace);
                                });
        EarlyEnd.handOver(() -> Runtime.getRuntime().addShutdownHook(hook));
    }

    /// @param cancel is run at a signal and must return at once
    static Interruption cancelling(Runnable cancel) {
        return cancelling(cancel, GRACE);
    }

    /// @param grace how long the process may take from the signal to its end
    static Interruption cancelling(Runnable cancel, Duration grace) {
        Signals.watch();
        return new Interruption(cancel, grace);
    }

    /// To be called when the work has ended and everything is said but the summary.
    ///
    /// @param writeSummary is run only after a signal, with the exit code that the process will
    ///     have,
    ///     and this call does not return then
    void finished(Consumer<OptionalInt> writeSummary) throws InterruptedException {
        if (interrupted) {
            writeSummary.accept(Signals.exitCode());
            written.countDown();
            new CountDownLatch(1).await();
        }
    }

    private void awaitSummary(Duration grace) {
        try {
            written.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is running or has run.
            written.countDown();
        }
    }
}
