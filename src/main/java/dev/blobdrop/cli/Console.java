package dev.blobdrop.cli;

import java.io.PrintStream;

/// Where a command prints.
///
/// @param out data, and nothing else
/// @param err everything else
/// @param terminal whether a person watches, so that a progress line may be drawn on `err`
public record Console(PrintStream out, PrintStream err, boolean terminal) {
    public static Console ofProcess() {
        boolean watched = System.console() != null && System.console().isTerminal();
        return new Console(System.out, System.err, watched);
    }
}
