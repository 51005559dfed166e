package dev.blobdrop.cli;

import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.problem.ProblemException;

import java.util.OptionalInt;

/// A command that moves files: its summary is kept in a file when that is asked for, and is written
/// also when a signal ends the command.
abstract class TransferCommand extends Command {
    abstract LimitOptions limits();

    /// Says each link of the chain when `--verbose` asks for it.
    static ChainListener chain(Output output) {
        return output.isVerbose() ? ChainLines.text(output::note, true) : ChainListener.NONE;
    }

    @Override
    final void ended(Json summary) {
        limits().write(summary);
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
