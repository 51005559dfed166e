package dev.blobdrop.cli;

import dev.blobdrop.cli.output.Console;
import dev.blobdrop.core.config.Environment;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/// The current command line: its console, its environment and what the caller passed in.
interface Invocation {
    Console console();

    Environment environment();

    /// The arguments as typed.
    List<String> arguments();

    /// Opens the window, waits until it is closed and returns the exit code.
    IntSupplier window();

    /// The clock of the heartbeat, as [System#nanoTime].
    LongSupplier nanoTime();
}
