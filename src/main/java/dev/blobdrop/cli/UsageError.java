package dev.blobdrop.cli;

import dev.blobdrop.cli.output.Console;
import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.cli.process.TerminationMessage;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Secrets;
import dev.blobdrop.core.problem.Shell;
import dev.blobdrop.core.problem.Visible;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// A command line that cannot be read: one sentence, the name that was perhaps meant, and the
/// summary that every run in the JSON form ends with.
final class UsageError {
    private final ParameterException cause;

    UsageError(ParameterException cause) {
        this.cause = cause;
    }

    /// @param arguments as they were typed: what they ask for cannot be known otherwise
    /// @return the exit code
    int tell(Console console, Environment environment, String... arguments) {
        String help = cause.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        Optional<String> meant = fileLikeAnOption(arguments).or(this::suggestion);
        console.err().println("Error: " + Visible.of(sentence()));
        meant.ifPresent(name ->
                console.err().println("  Did you mean: " + Shell.ofThisMachine().quoted(name)));
        console.err().println("  See: " + help);
        String command = cause.getCommandLine().getCommandName();
        Json summary = Json.event("summary")
                .with("command", command)
                .with("exitCode", ExitCode.USAGE)
                .with("problem", Output.json(problem(meant, help)));
        if (asksForJson(List.of(arguments))) {
            console.out().println(summary);
        }
        if (TerminationMessage.isLeftBy(command)) {
            TerminationMessage.leave(environment, summary, console);
        }
        return ExitCode.USAGE;
    }

    private Problem problem(Optional<String> meant, String help) {
        return Problem.of(
                        Problem.Kind.USAGE,
                        "bad-command-line",
                        sentence(),
                        "The command line is not valid. Nothing was done.")
                .withRemedy(meant.map(name -> new String[] {name, help}).orElseGet(() -> new String[] {help}));
    }

    private static boolean asksForJson(List<String> arguments) {
        int option = arguments.lastIndexOf("--output");
        boolean apart = option >= 0
                && option + 1 < arguments.size()
                && arguments.get(option + 1).equals("json");
        return apart || arguments.contains("--output=json");
    }

    /// What was typed may be anything: a signature in a URL, too.
    private String sentence() {
        return Secrets.redact(said());
    }

    private String said() {
        if (cause instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String first = unmatched.getUnmatched().getFirst();
            return cause.getCommandLine().getParent() == null
                    ? "Unknown command: '" + first + "'"
                    : "Unexpected argument: '" + first + "'";
        }
        return cause.getMessage().replaceFirst("^Unknown subcommand (.*)\\.$", "Unknown command: $1");
    }

    /// A file whose name begins like an option is given by a path.
    private static Optional<String> fileLikeAnOption(String... arguments) {
        boolean files = arguments.length > 0 && arguments[0].equals("upload");
        return Stream.of(arguments)
                .filter(argument -> files && argument.startsWith("-"))
                .filter(argument -> new File(argument).exists())
                .map(argument -> "./" + argument)
                .findFirst();
    }

    /// The most similar name, when it begins like the one that was typed.
    private Optional<String> suggestion() {
        if (!(cause instanceof UnmatchedArgumentException unmatched)) {
            return Optional.empty();
        }
        String typed = unmatched.getUnmatched().getFirst();
        String beginning = typed.substring(0, Math.min(typed.startsWith("-") ? 3 : 1, typed.length()));
        return unmatched.getSuggestions().stream()
                .filter(name -> name.startsWith(beginning))
                .findFirst();
    }
}
