package dev.blobdrop.cli.process;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Handles Ctrl+C and SIGTERM during a transfer or another change: nothing new starts, requests in
/// flight may finish, the summary is written, and the process ends with the signal's exit code (130
/// or 143).
public final class Interruption implements AutoCloseable {
    /// Kubernetes kills a container 30 s after SIGTERM by default.
    private static final Duration GRACE = Duration.ofSeconds(25);

    private final CountDownLatch written = new CountDownLatch(1);
    private final Duration grace;
    private final Thread hook;
    private Optional<Runnable> cancel = Optional.empty();
    private Optional<Consumer<OptionalInt>> writeSummary = Optional.empty();
    private boolean interrupted;

    private Interruption(Duration grace) {
        this.grace = grace;
        this.hook = Thread.ofPlatform().name("interruption").unstarted(this::interrupt);
        EarlyEnd.handOver(() -> Runtime.getRuntime().addShutdownHook(hook));
    }

    /// Starts handling signals. Call before the work starts, so that no signal is missed.
    public static Interruption begin() {
        return begin(GRACE);
    }

    /// @param grace the longest time from the signal to the end of the process
    public static Interruption begin(Duration grace) {
        Signals.watch();
        return new Interruption(grace);
    }

    /// Makes a signal interrupt this thread.
    public static Interruption ofThisThread() {
        Interruption interruption = begin();
        interruption.cancels(Thread.currentThread()::interrupt);
        return interruption;
    }

    /// Sets what a signal does. Does it at once if a signal came before.
    ///
    /// @param how must return at once
    public void cancels(Runnable how) {
        synchronized (this) {
            cancel = Optional.of(how);
            if (!interrupted) {
                return;
            }
        }
        how.run();
    }

    /// Whether a signal has come.
    public synchronized boolean isInterrupted() {
        return interrupted;
    }

    private void interrupt() {
        Optional<Runnable> now;
        synchronized (this) {
            interrupted = true;
            now = cancel;
        }
        now.ifPresent(Runnable::run);
        awaitSummary();
    }

    /// Call when the work has ended and only the summary is left to print.
    ///
    /// @param write runs only after a signal, with the process's exit code; then neither this call
    ///     nor [#close] returns
    public void finished(Consumer<OptionalInt> write) {
        writeSummary = Optional.of(write);
        if (isInterrupted()) {
            end(write);
        }
    }

    private void end(Consumer<OptionalInt> write) {
        // The interrupt that stopped the work must not stop the summary.
        Thread.interrupted();
        write.accept(Signals.exitCode());
        written.countDown();
        EarlyEnd.waitForTheEnd();
    }

    private void awaitSummary() {
        try {
            written.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Hands the summary back to [EarlyEnd], without a gap in which nobody is responsible.
    @Override
    public void close() {
        try {
            EarlyEnd.takeBack(() -> Runtime.getRuntime().removeShutdownHook(hook));
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs or has run.
            writeSummary.ifPresent(this::end);
            EarlyEnd.whenWritten(written::countDown);
        }
    }
}
