package dev.blobdrop.cli;

import dev.blobdrop.cli.options.Choices;
import dev.blobdrop.cli.options.ConnectionOptions;
import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.cli.output.Heartbeat;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.cli.process.EarlyEnd;
import dev.blobdrop.cli.process.Interruption;
import dev.blobdrop.cli.process.Logging;
import dev.blobdrop.cli.process.TerminationMessage;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.core.problem.Secrets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// What all commands share: the common options, and one exit code and one summary line (in the JSON
/// form) at the end, whatever happens.
abstract class AzureCommand implements Callable<Integer> {
    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @ParentCommand
    Invocation root;

    private Optional<Heartbeat> heartbeat = Optional.empty();

    /// Does the work.
    ///
    /// @param summary gets the command's fields; it is printed last
    /// @return the exit code
    abstract int run(Output output, Json summary) throws InterruptedException;

    abstract String name();

    @Override
    public Integer call() throws InterruptedException {
        Output output =
                new Output(root.console().in(root.environment()), connection.output.equals("json"), connection.verbose);
        Logging.verbose(connection.verbose);
        Json summary = Json.event("summary").with("command", name());
        try (EarlyEnd early = EarlyEnd.of(signal -> stopped(output, summary, signal));
                Heartbeat beats = Heartbeat.start(output, name(), root.nanoTime())) {
            heartbeat = Optional.of(beats);
            return call(output, summary, early);
        }
    }

    /// Replaces the default "still running" message of the heartbeat.
    final void setHeartbeat(Supplier<Optional<Heartbeat.Beat>> beat) {
        heartbeat.ifPresent(beats -> beats.setMessage(beat));
    }

    /// No heartbeat may follow the command's last output.
    private void endHeartbeat() {
        heartbeat.ifPresent(Heartbeat::close);
    }

    private int call(Output output, Json summary, EarlyEnd early) throws InterruptedException {
        Optional<Problem> problem = Optional.empty();
        int exit;
        try {
            checkOutput();
            checkSignatures();
            exit = run(output, summary);
        } catch (ProblemException e) {
            problem = Optional.of(e.problem());
            exit = ExitCode.of(e.problem());
        } catch (RuntimeException | Error e) {
            problem = Optional.of(Problems.from(e, Facts.NONE));
            exit = ExitCode.of(problem.get());
        }
        early.beforeSummary();
        endHeartbeat();
        problem.ifPresent(output::problem);
        summary.with("exitCode", exit).with("problem", problem.map(Output::json));
        output.summary(summary);
        exit = withLostOutput(output, summary, exit);
        writeTerminationMessage(summary);
        try {
            summaryPrinted(summary);
        } catch (ProblemException e) {
            output.problem(e.problem());
            exit = ExitCode.after(exit, Optional.of(e.problem()));
        }
        early.written();
        stay();
        return exit;
    }

    /// Prints the summary when a signal ends the command before its work has begun.
    void stopped(Output output, Json summary, OptionalInt exitCode) {
        endHeartbeat();
        output.note("Stopped.");
        endBySignal(output, summary, exitCode);
    }

    /// Prints the summary when a signal ends the command during its work. The JVM exits with the
    /// signal's code as soon as the shutdown hooks return, so this must happen before.
    void interrupted(Output output, Json summary, OptionalInt exitCode) {
        endBySignal(output, summary, exitCode);
    }

    private void endBySignal(Output output, Json summary, OptionalInt exitCode) {
        endHeartbeat();
        summary.with("interrupted", true);
        exitCode.ifPresent(code -> summary.with("exitCode", code));
        output.summary(summary);
        writeTerminationMessage(summary);
    }

    /// Writes the summary to the pod's termination log if the command is one that a pod runs.
    private void writeTerminationMessage(Json summary) {
        if (TerminationMessage.appliesTo(name())) {
            TerminationMessage.write(environment(), summary, root.console());
        }
    }

    /// Output that could not be written is a failure too, unless the command failed already.
    private int withLostOutput(Output output, Json summary, int exit) {
        Optional<Problem> loss = root.console().lost();
        loss.ifPresent(output::problem);
        int code = ExitCode.after(exit, loss);
        if (code != exit) {
            summary.with("exitCode", code).with("problem", loss.map(Output::json));
        }
        return code;
    }

    /// Called after the summary is complete and printed, whatever the outcome.
    ///
    /// @throws ProblemException when the summary cannot be stored where the user asked
    void summaryPrinted(Json summary) {}

    /// Called last, when all work is done and all output is printed.
    void stay() throws InterruptedException {}

    /// A change in Azure, and printing its result.
    @FunctionalInterface
    interface Change {
        void make() throws InterruptedException;
    }

    /// Makes a change that a signal can interrupt. The result is still printed: a change whose
    /// answer was lost first looks up whether it was made.
    final void change(Output output, Json summary, Change change) throws InterruptedException {
        try (Interruption interruption = Interruption.ofThisThread()) {
            try {
                change.make();
            } catch (InterruptedException | CancellationException e) {
                if (!interruption.isInterrupted()) {
                    throw e;
                }
                output.note("Stopped.");
            } catch (ProblemException e) {
                if (!interruption.isInterrupted()) {
                    throw e;
                }
                output.problem(e.problem());
                summary.with("problem", Output.json(e.problem()));
            }
            interruption.finished(signal -> interrupted(output, summary, signal));
        }
    }

    private void checkOutput() {
        if (!Choices.Form.FORMS.contains(connection.output)) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-output",
                            "--output cannot be '" + connection.output + "'",
                            "Use text or json.")
                    .asException();
        }
    }

    /// Refuses a shared access signature before it is taken for a name: names are printed and
    /// stored.
    private void checkSignatures() {
        boolean signed = root.arguments().stream()
                        .filter(argument ->
                                connection.accountUrl.filter(argument::endsWith).isEmpty())
                        .filter(Secrets::isSigned)
                        .count()
                > 0;
        if (signed) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "signature-given",
                            "Shared access signatures are not supported",
                            "Blobdrop signs in with an identity and accepts no signature or key. Nothing was done.")
                    .asException();
        }
    }

    Environment environment() {
        return root.environment();
    }
}
