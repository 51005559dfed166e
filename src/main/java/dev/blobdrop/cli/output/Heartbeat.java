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

    private static final Duration LOOK = Duration.ofMillis(250);

    /// One message.
    ///
    /// @param text for people, on standard error
    /// @param event the same in the JSON form
    public record Beat(String text, Json event) {}

    private final Output output;
    private final LongSupplier nanoTime;
    private final long start;
    private Supplier<Optional<Beat>> what;
    private long last;
    private long heard;
    private boolean over;

    /// @param command its name, for the default message "still running", which is left out while
    ///     the command prints something itself
    /// @param nanoTime the clock, as [System#nanoTime]
    Heartbeat(Output output, String command, LongSupplier nanoTime) {
        this.output = output;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.last = start;
        this.what = () -> stillRunning(command);
    }

    /// Starts a heartbeat that runs on a thread of its own until it is closed.
    public static Heartbeat start(Output output, String command, LongSupplier nanoTime) {
        Heartbeat heartbeat = new Heartbeat(output, command, nanoTime);
        Thread.ofVirtual().name("heartbeat").start(heartbeat::lookAgain);
        return heartbeat;
    }

    /// Replaces the message. An empty one prints nothing.
    public synchronized void tells(Supplier<Optional<Beat>> beat) {
        what = beat;
    }

    /// Prints the message if it is time.
    ///
    /// @return whether to call this again
    synchronized boolean look() {
        if (!over && nanoTime.getAsLong() - last >= EVERY.toNanos()) {
            last = nanoTime.getAsLong();
            if (!output.showsProgress()) {
                what.get().ifPresent(this::say);
            }
            heard = output.said();
        }
        return !over;
    }

    private void say(Beat beat) {
        if (output.isJson()) {
            output.event(beat.event());
        } else {
            output.note(beat.text());
        }
    }

    private Optional<Beat> stillRunning(String command) {
        if (output.said() != heard) {
            return Optional.empty();
        }
        Duration since = Duration.ofNanos(nanoTime.getAsLong() - start);
        return Optional.of(new Beat(
                "Still running: blobdrop " + command + ", " + Amounts.time(since),
                Json.event("progress").with("millis", since)));
    }

    private void lookAgain() {
        try {
            while (look()) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nothing is printed after this returns.
    @Override
    public synchronized void close() {
        over = true;
    }
}
