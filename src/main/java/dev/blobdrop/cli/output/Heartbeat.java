package dev.blobdrop.cli.output;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Prints every 30 seconds that a command is still at work, where no progress line shows it: in a
/// pod's log, in a file, on a terminal that cannot rewrite a line. Without it a long upload would
/// look like one that hangs.
///
/// Safe for use by many threads.
public final class Heartbeat implements AutoCloseable {
    static final Duration EVERY = Duration.ofSeconds(30);

    private static final Duration TICK = Duration.ofMillis(250);

    /// One message.
    ///
    /// @param text for people, on standard error
    /// @param event the same in the JSON form
    public record Beat(String text, Json event) {}

    private final Output output;
    private final LongSupplier nanoTime;
    private final long start;
    private Supplier<Optional<Beat>> message;
    private long lastPrinted;
    private long linesBefore;
    private boolean closed;

    /// @param command its name, for the default message "still running", which is left out while
    ///     the command prints something itself
    /// @param nanoTime the clock, as [System#nanoTime]
    Heartbeat(Output output, String command, LongSupplier nanoTime) {
        this.output = output;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.lastPrinted = start;
        this.message = () -> stillRunning(command);
    }

    /// Starts a heartbeat that runs on a thread of its own until it is closed.
    public static Heartbeat start(Output output, String command, LongSupplier nanoTime) {
        Heartbeat heartbeat = new Heartbeat(output, command, nanoTime);
        Thread.ofVirtual().name("heartbeat").start(heartbeat::run);
        return heartbeat;
    }

    /// Replaces the message. An empty one prints nothing.
    public synchronized void setMessage(Supplier<Optional<Beat>> beat) {
        message = beat;
    }

    /// Prints the message if it is time.
    ///
    /// @return whether to call this again
    synchronized boolean tick() {
        if (!closed && nanoTime.getAsLong() - lastPrinted >= EVERY.toNanos()) {
            lastPrinted = nanoTime.getAsLong();
            if (!output.showsProgress()) {
                message.get().ifPresent(this::print);
            }
            linesBefore = output.lineCount();
        }
        return !closed;
    }

    private void print(Beat beat) {
        if (output.isJson()) {
            output.event(beat.event());
        } else {
            output.note(beat.text());
        }
    }

    private Optional<Beat> stillRunning(String command) {
        if (output.lineCount() != linesBefore) {
            return Optional.empty();
        }
        Duration since = Duration.ofNanos(nanoTime.getAsLong() - start);
        return Optional.of(new Beat(
                "Still running: blobdrop " + command + ", " + Amounts.time(since),
                Json.event("progress").with("millis", since)));
    }

    private void run() {
        try {
            while (tick()) {
                Thread.sleep(TICK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nothing is printed after this returns.
    @Override
    public synchronized void close() {
        closed = true;
    }
}
