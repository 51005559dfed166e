package dev.blobdrop.cli;

import dev.blobdrop.core.transfer.Transfer;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Ctrl+C and SIGTERM during a transfer: nothing new is begun, requests under way may finish, the
/// summary is written, and the process ends with the signal's own exit code (130 or 143).
final class Interruption implements AutoCloseable {
    /// Kubernetes waits 30 s by default before it kills.
    private static final Duration GRACE = Duration.ofSeconds(25);

    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean interrupted;

    private Interruption(Transfer transfer) {
        this.hook =
                Thread.ofPlatform()
                        .name("interruption")
                        .unstarted(
                                () -> {
                                    interrupted = true;
                                    transfer.cancel();
                                    awaitSummary();
                                });
        EarlyEnd.handOver(() -> Runtime.getRuntime().addShutdownHook(hook));
    }

    static Interruption cancelling(Transfer transfer) {
        Signals.watch();
        return new Interruption(transfer);
    }

    /// To be called when the transfer has ended and everything is said but the summary.
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

    private void awaitSummary() {
        try {
            written.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
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
