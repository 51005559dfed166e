package dev.blobdrop.cli;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// Ctrl+C and SIGTERM while a command has nothing yet that could be cancelled, as during a sign-in
/// that is waited for: the summary is written all the same, and the process ends with the signal's
/// own exit code. A transfer takes this over with an [Interruption].
final class EarlyEnd implements AutoCloseable {
    private static final ThreadLocal<Optional<EarlyEnd>> CURRENT =
            ThreadLocal.withInitial(Optional::empty);

    private final Consumer<OptionalInt> writeSummary;
    private final Thread hook = Thread.ofPlatform().name("early-end").unstarted(this::endByASignal);
    private boolean over;
    private boolean ended;

    private EarlyEnd(Consumer<OptionalInt> writeSummary) {
        this.writeSummary = writeSummary;
    }

    /// Begins, for the command that runs on this thread.
    ///
    /// @param writeSummary is run after a signal, on another thread, with the exit code that the
    ///     process will have
    static EarlyEnd of(Consumer<OptionalInt> writeSummary) {
        Signals.watch();
        EarlyEnd early = new EarlyEnd(writeSummary);
        Runtime.getRuntime().addShutdownHook(early.hook);
        CURRENT.set(Optional.of(early));
        return early;
    }

    /// Lets something else answer for the summary from now on, without a moment in which nobody
    /// does. Does not return when a signal has come before.
    ///
    /// @param register adds the other's shutdown hook
    static void handOver(Runnable register) {
        CURRENT.get().ifPresentOrElse(early -> early.over(register), register);
    }

    /// To be called before the command writes its summary itself. Does not return when a signal has
    /// come before: the summary is written already.
    void over() {
        over(() -> {});
    }

    private void over(Runnable register) {
        synchronized (this) {
            if (!ended) {
                try {
                    register.run();
                    over = true;
                    return;
                } catch (IllegalStateException e) {
                    // The process is ending already: the hook waits for this lock.
                }
            }
        }
        waitForTheEnd();
    }

    private static void waitForTheEnd() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // Nothing is left to do on this thread.
            }
        }
    }

    private synchronized void endByASignal() {
        if (!over) {
            ended = true;
            writeSummary.accept(Signals.exitCode());
        }
    }

    @Override
    public void close() {
        CURRENT.remove();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is running or has run.
        }
    }
}
