package dev.blobdrop.cli.process;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Handles Ctrl+C and SIGTERM while a command has no work that could be cancelled, such as during a
/// sign-in or while it prints its summary. The summary is still written, exactly once, and the
/// process ends with the signal's exit code. During a transfer an [Interruption] takes over.
public final class EarlyEnd implements AutoCloseable {
    /// How long a signal waits for a summary that the command is writing.
    private static final Duration SUMMARY_LIMIT = Duration.ofSeconds(5);

    private static final ThreadLocal<Optional<EarlyEnd>> CURRENT = ThreadLocal.withInitial(Optional::empty);

    /// Who writes the summary when a signal comes.
    private enum Writer {
        /// The thread of the signal.
        SIGNAL,
        /// An [Interruption].
        OTHER,
        /// The command itself, which is about to do so.
        COMMAND
    }

    private final Consumer<OptionalInt> writeSummary;
    private final Thread hook = Thread.ofPlatform().name("early-end").unstarted(this::endByASignal);
    private final CountDownLatch written = new CountDownLatch(1);
    private Writer writer = Writer.SIGNAL;
    private Runnable whenWritten = () -> {};
    private boolean ended;

    private EarlyEnd(Consumer<OptionalInt> writeSummary) {
        this.writeSummary = writeSummary;
    }

    /// Starts handling signals for the command that runs on this thread.
    ///
    /// @param writeSummary runs after a signal, on another thread, with the process's exit code
    public static EarlyEnd of(Consumer<OptionalInt> writeSummary) {
        Signals.watch();
        EarlyEnd early = new EarlyEnd(writeSummary);
        Runtime.getRuntime().addShutdownHook(early.hook);
        CURRENT.set(Optional.of(early));
        return early;
    }

    /// Makes something else responsible for the summary, without a gap in which nobody is. Does not
    /// return if a signal came before.
    ///
    /// @param register adds the other's shutdown hook
    static void handOver(Runnable register) {
        CURRENT.get().ifPresentOrElse(early -> early.change(Writer.OTHER, register), register);
    }

    /// Makes this object responsible for the summary again.
    ///
    /// @param remove removes the other's shutdown hook
    /// @throws IllegalStateException when the process is ending: then the other stays responsible
    static void takeBack(Runnable remove) {
        CURRENT.get().ifPresentOrElse(early -> early.takeBackFrom(remove), remove);
    }

    /// Call before the command writes its summary itself. Does not return if a signal came before,
    /// because the summary is already written then.
    public void beforeSummary() {
        change(Writer.COMMAND, () -> {});
    }

    /// Call when the summary is written. A signal waits for this call.
    public void written() {
        written.countDown();
        whenWritten.run();
    }

    /// Runs an action when the command on this thread has written its summary.
    static void whenWritten(Runnable action) {
        CURRENT.get().ifPresentOrElse(early -> early.whenWritten = action, action);
    }

    private void change(Writer next, Runnable register) {
        synchronized (this) {
            if (!ended) {
                try {
                    register.run();
                    writer = next;
                    return;
                } catch (IllegalStateException e) {
                    // The process is already ending: its hook waits for this lock.
                }
            }
        }
        waitForTheEnd();
    }

    private synchronized void takeBackFrom(Runnable remove) {
        remove.run();
        writer = Writer.SIGNAL;
    }

    /// Blocks for good: the process is about to end, and this thread has nothing left to do.
    static void waitForTheEnd() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // Not even an interrupt may end the wait.
            }
        }
    }

    private void endByASignal() {
        synchronized (this) {
            if (writer == Writer.SIGNAL) {
                ended = true;
                writeSummary.accept(Signals.exitCode());
            }
            if (writer != Writer.COMMAND) {
                return;
            }
        }
        try {
            written.await(SUMMARY_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        CURRENT.remove();
        written();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs or has run.
        }
    }
}
