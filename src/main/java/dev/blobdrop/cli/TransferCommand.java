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

    /// After a signal the process ends with the signal's exit code as soon as its hooks are
    /// through, so the summary is written before.
    final void interrupted(Output output, Json summary, OptionalInt exitCode) {
        summary.with("interrupted", true);
        exitCode.ifPresent(code -> summary.with("exitCode", code));
        output.event(summary);
        leaveMessage(summary);
        ended(summary);
    }
}
