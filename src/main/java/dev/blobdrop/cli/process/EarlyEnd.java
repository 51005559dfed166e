package dev.blobdrop.cli.process;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Ctrl+C and SIGTERM while a command has nothing that could be cancelled, as during a sign-in that
/// is waited for, or while it writes its last words: the summary is written all the same, once, and
/// the process ends with the signal's own exit code. A transfer takes this over with an
/// [Interruption].
public final class EarlyEnd implements AutoCloseable {
    /// How long a signal waits for a summary that is being written.
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private static final ThreadLocal<Optional<EarlyEnd>> CURRENT = ThreadLocal.withInitial(Optional::empty);

    /// Who writes the summary when a signal comes.
    private enum Writer {
        /// The signal's thread.
        SIGNAL,
        /// An [Interruption].
        OTHER,
        /// The command itself, which is about to.
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

    /// Begins, for the command that runs on this thread.
    ///
    /// @param writeSummary is run after a signal, on another thread, with the exit code that the
    ///     process will have
    public static EarlyEnd of(Consumer<OptionalInt> writeSummary) {
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
        CURRENT.get().ifPresentOrElse(early -> early.change(Writer.OTHER, register), register);
    }

    /// Takes the answer for the summary back.
    ///
    /// @param remove takes the other's shutdown hook away
    /// @throws IllegalStateException when the process is ending: then the other answers
    static void takeBack(Runnable remove) {
        CURRENT.get().ifPresentOrElse(early -> early.back(remove), remove);
    }

    /// To be called before the command writes its summary itself. Does not return when a signal has
    /// come before: the summary is written already.
    public void over() {
        change(Writer.COMMAND, () -> {});
    }

    /// To be called when the summary is written: until then a signal waits for it.
    public void written() {
        written.countDown();
        whenWritten.run();
    }

    /// Lets somebody know when the command on this thread has written its summary.
    static void whenWritten(Runnable told) {
        CURRENT.get().ifPresentOrElse(early -> early.whenWritten = told, told);
    }

    private void change(Writer next, Runnable register) {
        synchronized (this) {
            if (!ended) {
                try {
                    register.run();
                    writer = next;
                    return;
                } catch (IllegalStateException e) {
                    // The process is ending already: the hook waits for this lock.
                }
            }
        }
        waitForTheEnd();
    }

    private synchronized void back(Runnable remove) {
        remove.run();
        writer = Writer.SIGNAL;
    }

    /// The process is about to end: nothing is left to do on this thread.
    static void waitForTheEnd() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // Not even that.
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
            written.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
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
            // The process is ending: the hook is running or has run.
        }
    }
}
