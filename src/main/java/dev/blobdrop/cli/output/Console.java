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
/// @param terminal whether a person watches `err`, so that a progress line may be drawn there
/// @param columns how wide that terminal is at the moment
public record Console(PrintStream out, PrintStream err, boolean terminal, IntSupplier columns) {
    /// A terminal of the usual width.
    public Console(PrintStream out, PrintStream err, boolean terminal) {
        this(out, err, terminal, () -> Terminal.USUAL_COLUMNS);
    }

    public static Console ofProcess() {
        return new Console(DataStream.standardOutput(), System.err, Terminal.isWatched(), Terminal::columns);
    }

    /// The same, without a terminal if that one cannot rewrite a line, such as the one in an
    /// editor.
    public Console in(Environment environment) {
        boolean rewrites = terminal && Terminal.canRewrite(environment.get("TERM"));
        return new Console(out, err, rewrites, columns);
    }

    /// Why data that was printed has not arrived; empty when all is well or nobody reads any more.
    Optional<String> loss() {
        if (out instanceof DataStream data) {
            return data.loss();
        }
        return out.checkError() ? Optional.of("unknown") : Optional.empty();
    }

    /// The same as a problem: what was printed counts as done only when it has arrived.
    public Optional<Problem> lost() {
        return loss().map(why -> Problem.of(
                Problem.Kind.TRANSIENT,
                "output-lost",
                "Cannot write to standard output",
                "The work is done, but part of the output was lost: " + why + "."));
    }
}
