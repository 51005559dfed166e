package dev.blobdrop.cli;

import dev.blobdrop.cli.options.LimitOptions;
import dev.blobdrop.cli.output.ChainLines;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.problem.ProblemException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// A command that moves files: its summary is kept in a file when that is asked for, and is written
/// also when a signal ends the command.
abstract class TransferCommand extends AzureCommand {
    private final Queue<Json> failures = new ConcurrentLinkedQueue<>();

    abstract LimitOptions limits();

    /// Takes each file or blob that failed: the summary file names all of them, if there is one.
    final Consumer<Json> failures() {
        return limits().keepsSummary() ? failures::add : failure -> {};
    }

    /// Says each link of the chain when `--verbose` asks for it.
    static ChainListener chain(Output output) {
        return output.isVerbose() ? ChainLines.text(output::note, true) : ChainListener.NONE;
    }

    @Override
    final void ended(Json summary) {
        limits().write(failures.isEmpty() ? summary : summary.copy().with("failedItems", List.copyOf(failures)));
    }

    @Override
    final void stopped(Output output, Json summary, OptionalInt exitCode) {
        super.stopped(output, summary, exitCode);
        try {
            ended(summary);
        } catch (ProblemException e) {
            output.problem(e.problem());
        }
    }

    @Override
    final void interrupted(Output output, Json summary, OptionalInt exitCode) {
        super.interrupted(output, summary, exitCode);
        ended(summary);
    }
}
