package dev.blobdrop.cli.output;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Says every 30 seconds that a command is at work, where no progress line shows it: in a pod's
/// log, in a file, on a terminal that cannot rewrite a line. Who reads along must be able to tell a
/// long upload from one that hangs.
///
/// Safe for use by many threads.
public final class Heartbeat implements AutoCloseable {
    static final Duration EVERY = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofMillis(250);

    /// What is said.
    ///
    /// @param text for a person, on standard error
    /// @param event the same in the JSON form
    public record Beat(String text, Json event) {}

    private final Output output;
    private final LongSupplier nanoTime;
    private final long start;
    private Supplier<Optional<Beat>> what;
    private long last;
    private long heard;
    private boolean over;

    /// @param command its name: until it has something better to tell, it says that it still runs,
    ///     unless it has said something itself meanwhile
    /// @param nanoTime the clock, as [System#nanoTime]
    Heartbeat(Output output, String command, LongSupplier nanoTime) {
        this.output = output;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.last = start;
        this.what = () -> stillRunning(command);
    }

    /// The same, looking at the clock by itself until it is closed.
    public static Heartbeat start(Output output, String command, LongSupplier nanoTime) {
        Heartbeat heartbeat = new Heartbeat(output, command, nanoTime);
        Thread.ofVirtual().name("heartbeat").start(heartbeat::lookAgain);
        return heartbeat;
    }

    /// From now on this is said; nothing when it is empty at that moment.
    public synchronized void tells(Supplier<Optional<Beat>> beat) {
        what = beat;
    }

    /// Says it if it is time.
    ///
    /// @return whether there is any sense in looking again
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

    /// Nothing is said any more when this has returned.
    @Override
    public synchronized void close() {
        over = true;
    }
}
