package dev.blobdrop.cli;

import dev.blobdrop.cli.output.Console;
import dev.blobdrop.core.config.Environment;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/// One command line that is carried out: where it prints, and what it was given by its caller.
interface Invocation {
    Console console();

    Environment environment();

    /// As they were typed.
    List<String> arguments();

    /// Opens the window, waits until it is closed and gives the exit code.
    IntSupplier window();

    /// The clock of what is said now and then, as [System#nanoTime].
    LongSupplier nanoTime();
}
