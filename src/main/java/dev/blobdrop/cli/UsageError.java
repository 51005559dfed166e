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

/// Reports a command line that cannot be parsed: one sentence, a suggestion if there is one, and in
/// the JSON form the summary that every run ends with.
final class UsageError {
    private final ParameterException cause;

    UsageError(ParameterException cause) {
        this.cause = cause;
    }

    /// Prints the error.
    ///
    /// @param arguments as typed, because picocli has not parsed `--output`
    /// @return the exit code
    int print(Console console, Environment environment, String... arguments) {
        String help = cause.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        Optional<String> suggestion = fileLikeAnOption(arguments).or(this::suggestion);
        console.err().println("Error: " + Visible.of(sentence()));
        suggestion.ifPresent(name ->
                console.err().println("  Did you mean: " + Shell.ofThisMachine().quoted(name)));
        console.err().println("  See: " + help);
        String command = cause.getCommandLine().getCommandName();
        Json summary = Json.event("summary")
                .with("command", command)
                .with("exitCode", ExitCode.USAGE)
                .with("problem", Output.json(problem(suggestion, help)));
        if (asksForJson(List.of(arguments))) {
            console.out().println(summary);
        }
        if (TerminationMessage.appliesTo(command)) {
            TerminationMessage.write(environment, summary, console);
        }
        return ExitCode.USAGE;
    }

    private Problem problem(Optional<String> suggestion, String help) {
        return Problem.of(
                        Problem.Kind.USAGE,
                        "bad-command-line",
                        sentence(),
                        "The command line is not valid. Nothing was done.")
                .withRemedy(suggestion.map(name -> new String[] {name, help}).orElseGet(() -> new String[] {help}));
    }

    private static boolean asksForJson(List<String> arguments) {
        int option = arguments.lastIndexOf("--output");
        boolean separate = option >= 0
                && option + 1 < arguments.size()
                && arguments.get(option + 1).equals("json");
        return separate || arguments.contains("--output=json");
    }

    /// Redacted, because the user may have typed anything, such as a URL with a signature.
    private String sentence() {
        return Secrets.redact(message());
    }

    private String message() {
        if (cause instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String first = unmatched.getUnmatched().getFirst();
            return cause.getCommandLine().getParent() == null
                    ? "Unknown command: '" + first + "'"
                    : "Unexpected argument: '" + first + "'";
        }
        return cause.getMessage().replaceFirst("^Unknown subcommand (.*)\\.$", "Unknown command: $1");
    }

    /// Suggests `./-name` for an existing file whose name looks like an option.
    private static Optional<String> fileLikeAnOption(String... arguments) {
        boolean upload = arguments.length > 0 && arguments[0].equals("upload");
        return Stream.of(arguments)
                .filter(argument -> upload && argument.startsWith("-"))
                .filter(argument -> new File(argument).exists())
                .map(argument -> "./" + argument)
                .findFirst();
    }

    /// The most similar name, if it starts like the one typed.
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
