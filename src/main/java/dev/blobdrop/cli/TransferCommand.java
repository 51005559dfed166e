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

/// A command that moves files. With `--summary-file` it also writes its summary to a file, even
/// after a signal.
abstract class TransferCommand extends AzureCommand {
    private final Queue<Json> failures = new ConcurrentLinkedQueue<>();

    abstract LimitOptions limits();

    /// Collects each file or blob that failed, for the summary file. Drops them if there is none.
    final Consumer<Json> failures() {
        return limits().keepsSummary() ? failures::add : failure -> {};
    }

    /// Prints each credential of the chain with `--verbose`.
    static ChainListener chain(Output output) {
        return output.isVerbose() ? ChainLines.text(output::note, true) : ChainListener.NONE;
    }

    @Override
    final void summaryPrinted(Json summary) {
        limits().write(failures.isEmpty() ? summary : summary.copy().with("failedItems", List.copyOf(failures)));
    }

    @Override
    final void stopped(Output output, Json summary, OptionalInt exitCode) {
        super.stopped(output, summary, exitCode);
        try {
            summaryPrinted(summary);
        } catch (ProblemException e) {
            output.problem(e.problem());
        }
    }

    @Override
    final void interrupted(Output output, Json summary, OptionalInt exitCode) {
        super.interrupted(output, summary, exitCode);
        summaryPrinted(summary);
    }
}
