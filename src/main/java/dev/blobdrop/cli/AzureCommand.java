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

/// What all commands share: their options, and that each ends with a summary line in the JSON form
/// and one exit code, whatever happens.
abstract class AzureCommand implements Callable<Integer> {
    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @ParentCommand
    Invocation root;

    private Optional<Heartbeat> heartbeat = Optional.empty();

    /// Does the work.
    ///
    /// @param summary to be filled; printed last
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

    /// From now on this is said now and then where no progress line shows it.
    final void tells(Supplier<Optional<Heartbeat.Beat>> beat) {
        heartbeat.ifPresent(beats -> beats.tells(beat));
    }

    /// Before the last that is said.
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
        early.over();
        endHeartbeat();
        problem.ifPresent(output::problem);
        summary.with("exitCode", exit).with("problem", problem.map(Output::json));
        output.summary(summary);
        exit = arrived(output, summary, exit);
        leaveMessage(summary);
        try {
            ended(summary);
        } catch (ProblemException e) {
            output.problem(e.problem());
            exit = exit == ExitCode.OK ? ExitCode.of(e.problem()) : exit;
        }
        early.written();
        stay();
        return exit;
    }

    /// Says what there is to say when a signal ends the command before it has begun its work.
    void stopped(Output output, Json summary, OptionalInt exitCode) {
        endHeartbeat();
        output.note("Stopped.");
        summary.with("interrupted", true);
        exitCode.ifPresent(code -> summary.with("exitCode", code));
        output.summary(summary);
        leaveMessage(summary);
    }

    /// After a signal the process ends with the signal's exit code as soon as its hooks are
    /// through, so the summary is written before.
    void interrupted(Output output, Json summary, OptionalInt exitCode) {
        endHeartbeat();
        summary.with("interrupted", true);
        exitCode.ifPresent(code -> summary.with("exitCode", code));
        output.summary(summary);
        leaveMessage(summary);
    }

    /// Leaves the summary where Kubernetes looks for it, if the command is one that a pod is for.
    void leaveMessage(Json summary) {
        if (TerminationMessage.isLeftBy(name())) {
            TerminationMessage.leave(environment(), summary, root.console());
        }
    }

    /// What could not be printed is a failure too, unless there is a worse one.
    private int arrived(Output output, Json summary, int exit) {
        Optional<Problem> loss = root.console().lost();
        loss.ifPresent(output::problem);
        if (loss.isEmpty() || exit != ExitCode.OK) {
            return exit;
        }
        int code = ExitCode.of(loss.get());
        summary.with("exitCode", code).with("problem", Output.json(loss.get()));
        return code;
    }

    /// Called when the summary is complete and said, whatever the outcome.
    ///
    /// @throws ProblemException when it cannot be kept where it was to be kept
    void ended(Json summary) {}

    /// Called last, when everything is done and said.
    void stay() throws InterruptedException {}

    /// A change of the service, and what is said of it.
    @FunctionalInterface
    interface Change {
        void make() throws InterruptedException;
    }

    /// Makes a change. A signal ends it early, but what is said then is what has become of it: a
    /// change whose answer was lost looks whether it was made.
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

    /// A signature is refused before it is taken for a name: names are printed and stored.
    private void checkSignatures() {
        boolean given = root.arguments().stream()
                        .filter(argument ->
                                connection.accountUrl.filter(argument::endsWith).isEmpty())
                        .filter(Secrets::isSigned)
                        .count()
                > 0;
        if (given) {
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
