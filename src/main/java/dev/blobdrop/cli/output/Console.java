package dev.blobdrop.cli.output;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Problem;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.IntSupplier;

/// Where a command prints.
///
/// @param out data, and nothing else
/// @param err everything else
/// @param terminal whether `err` is a terminal that can show a progress line
/// @param columns the current width of that terminal
public record Console(PrintStream out, PrintStream err, boolean terminal, IntSupplier columns) {
    /// A terminal of standard width.
    public Console(PrintStream out, PrintStream err, boolean terminal) {
        this(out, err, terminal, () -> Terminal.STANDARD_COLUMNS);
    }

    /// Standard output and standard error of this process.
    public static Console ofProcess() {
        return new Console(DataStream.standardOutput(), System.err, Terminal.isWatched(), Terminal::columns);
    }

    /// The same console; not as a terminal if `TERM` says it cannot rewrite a line, as in an
    /// editor.
    public Console in(Environment environment) {
        boolean rewrites = terminal && Terminal.canRewrite(environment.get("TERM"));
        return new Console(out, err, rewrites, columns);
    }

    /// Why printed data was not written. Empty if it was, or if the reader closed the pipe.
    Optional<String> loss() {
        if (out instanceof DataStream data) {
            return data.loss();
        }
        return out.checkError() ? Optional.of("unknown") : Optional.empty();
    }

    /// The same as a problem: output counts as printed only when it was written.
    public Optional<Problem> lost() {
        return loss().map(why -> Problem.of(
                Problem.Kind.TRANSIENT,
                "output-lost",
                "Cannot write to standard output",
                "The work is done, but part of the output was lost: " + why + "."));
    }
}
