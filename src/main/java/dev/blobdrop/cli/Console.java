package dev.blobdrop.cli;

import java.io.PrintStream;
import java.util.Optional;

/// Where a command prints.
///
/// @param out data, and nothing else
/// @param err everything else
/// @param terminal whether a person watches, so that a progress line may be drawn on `err`
public record Console(PrintStream out, PrintStream err, boolean terminal) {
    public static Console ofProcess() {
        boolean watched = System.console() != null && System.console().isTerminal();
        return new Console(DataStream.standardOutput(), System.err, watched);
    }

    /// Why data that was printed has not arrived; empty when all is well or nobody reads any more.
    Optional<String> loss() {
        if (out instanceof DataStream data) {
            return data.loss();
        }
        return out.checkError() ? Optional.of("unknown") : Optional.empty();
    }
}
