package dev.blobdrop.cli.process;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Ctrl+C and SIGTERM during an upload or another change: nothing new is begun, requests under way
/// may finish, the summary is written, and the process ends with the signal's own exit code (130 or
/// 143).
public final class Interruption implements AutoCloseable {
    /// Kubernetes waits 30 s by default before it kills.
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

    /// Takes notice from now on; to be called before the work begins, so that there is no moment in
    /// which a signal finds nobody to stop it.
    public static Interruption begin() {
        return begin(GRACE);
    }

    /// @param grace how long the process may take from the signal to its end
    public static Interruption begin(Duration grace) {
        Signals.watch();
        return new Interruption(grace);
    }

    /// Lets a signal interrupt this thread.
    public static Interruption ofThisThread() {
        Interruption interruption = begin();
        interruption.cancels(Thread.currentThread()::interrupt);
        return interruption;
    }

    /// What a signal does from now on; if one has come already, it does it now.
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

    /// To be called when the work has ended and everything is said but the summary.
    ///
    /// @param write is run only after a signal, with the exit code that the process will have, and
    ///     this call, or that of [#close], does not return then
    public void finished(Consumer<OptionalInt> write) {
        writeSummary = Optional.of(write);
        if (isInterrupted()) {
            end(write);
        }
    }

    private void end(Consumer<OptionalInt> write) {
        // What interrupted this thread must not keep the summary from being written.
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

    /// Gives the answer for the summary back, without a moment in which nobody has it.
    @Override
    public void close() {
        try {
            EarlyEnd.takeBack(() -> Runtime.getRuntime().removeShutdownHook(hook));
        } catch (IllegalStateException e) {
            // The process is ending: the hook is running or has run.
            writeSummary.ifPresent(this::end);
            EarlyEnd.whenWritten(written::countDown);
        }
    }
}
