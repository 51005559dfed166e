package dev.blobdrop.cli;

import dev.blobdrop.cli.output.Console;
import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// The command `blobdrop` and its subcommands.
@Command(
        name = "blobdrop",
        description = {
            "Uploads files to Azure Blob Storage without a secret, and shows which identity was used and why.",
            "The same command works on a laptop, with your own sign-in, and in a Kubernetes pod,"
                    + " with workload identity.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        footer = {
            "",
            "Get started:",
            "  export STORAGE_ACCOUNT_URL=https://ACCOUNT.blob.core.windows.net",
            "  blobdrop whoami              shows who you are, and why",
            "  blobdrop upload report.csv   uploads to the container workloadidentity",
            "",
            "Tab completion for bash and zsh: source <(blobdrop generate-completion)",
            "Exit codes: 0 done, 1 a bug, 2 usage, 3 some files failed, 10 no identity,",
            "  11 identity refused, 12 denied by role, 13 denied by the storage firewall,",
            "  14 account, container or blob missing, 15 a blob or file exists, 16 a file or blob",
            "  changed while read, 20 retries exhausted, 130 Ctrl+C, 143 SIGTERM"
        })
public final class BlobdropCommand implements Runnable, Invocation {
    /// Common options that have no meaning for a command, so it must not offer them.
    private static final Map<String, List<String>> WITHOUT = Map.of(
            "mkcontainer", List.of("--container"),
            "whoami", List.of("--wait-for-access"),
            "cat", List.of("--output"),
            "sign-out",
                    List.of(
                            "--account-url",
                            "--container",
                            "--credential",
                            "--credential-timeout",
                            "--tenant",
                            "--client-id",
                            "--authority-host",
                            "--ca-file",
                            "--trust-host",
                            "--wait-for-identity",
                            "--wait-for-access"));

    static final List<Class<?>> COMMANDS = List.of(
            HelloCommand.class,
            UploadCommand.class,
            WatchCommand.class,
            LsCommand.class,
            GetCommand.class,
            CatCommand.class,
            StatCommand.class,
            RmCommand.class,
            WhoamiCommand.class,
            DoctorCommand.class,
            MkcontainerCommand.class,
            SignOutCommand.class,
            GuiCommand.class);

    /// Commands that describe all the others.
    private static final List<Class<?>> OVERVIEWS = List.of(CompletionCommand.class, CommandLine.HelpCommand.class);

    private final Console console;
    private final Environment environment;
    private final IntSupplier window;
    private final LongSupplier nanoTime;

    @Spec
    CommandSpec spec;

    private BlobdropCommand(Console console, Environment environment, IntSupplier window, LongSupplier nanoTime) {
        this.console = console;
        this.environment = environment;
        this.window = window;
        this.nanoTime = nanoTime;
    }

    /// Runs one command line.
    ///
    /// @param window opens the window, waits until it is closed and returns the exit code
    /// @return the exit code; see [dev.blobdrop.cli.output.ExitCode]
    public static int run(Console console, Environment environment, IntSupplier window, String... arguments) {
        return run(console, environment, window, System::nanoTime, arguments);
    }

    /// Runs one command line with a given clock for the heartbeat.
    static int run(
            Console console, Environment environment, IntSupplier window, LongSupplier nanoTime, String... arguments) {
        CommandLine line = new CommandLine(new BlobdropCommand(console, environment, window, nanoTime));
        commandsFor(arguments).forEach(line::addSubcommand);
        line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(helpColors(environment)));
        line.setUsageHelpWidth(100);
        line.registerConverter(Path.class, BlobdropCommand::path);
        // A file named @x is a file to upload, not a list of arguments.
        line.setExpandAtFiles(false);
        WITHOUT.forEach((command, options) -> options.forEach(option -> remove(line, command, option)));
        line.setParameterExceptionHandler((e, args) -> new UsageError(e).print(console, environment, args));
        line.setExecutionExceptionHandler((e, command, result) -> {
            new Output(console, false, true).problem(Problems.from(e, Facts.NONE));
            return ExitCode.BUG;
        });
        int exit = line.execute(arguments);
        line.getOut().flush();
        return exit == ExitCode.OK ? ExitCode.after(exit, lostOutput(console)) : exit;
    }

    /// Only the help has colours: on a terminal that knows them, unless `NO_COLOR` is set
    /// (no-color.org).
    private static CommandLine.Help.Ansi helpColors(Environment environment) {
        boolean none = environment.get("NO_COLOR").isPresent()
                || environment.get("TERM").filter("dumb"::equals).isPresent();
        return none ? CommandLine.Help.Ansi.OFF : CommandLine.Help.Ansi.AUTO;
    }

    /// Help and completion scripts are data too, but have no command that checks whether the output
    /// was written.
    private static Optional<Problem> lostOutput(Console console) {
        Optional<Problem> loss = console.lost();
        loss.ifPresent(problem -> new Output(console, false, false).problem(problem));
        return loss;
    }

    /// @throws TypeConversionException for a text that cannot be a file name
    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'"
                    + text
                    + "' is not a valid file name here: Java reads names as "
                    + System.getProperty("sun.jnu.encoding")
                    + ". Try: export LC_ALL=C.UTF-8");
        }
    }

    private static void remove(CommandLine line, String command, String option) {
        Optional.ofNullable(line.getSubcommands().get(command))
                .map(CommandLine::getCommandSpec)
                .ifPresent(spec -> spec.remove(spec.findOption(option)));
    }

    /// The command that the first argument names, else all of them: reading the options of every
    /// command takes longer than signing in.
    private static List<Class<?>> commandsFor(String... arguments) {
        List<Class<?>> named = COMMANDS.stream()
                .filter(type -> arguments.length > 0 && name(type).equals(arguments[0]))
                .toList();
        return named.isEmpty()
                ? Stream.concat(COMMANDS.stream(), OVERVIEWS.stream()).toList()
                : named;
    }

    /// The name in the command's annotation, derived without reading it, which is slow:
    /// `SignOutCommand` is `sign-out`.
    static String name(Class<?> command) {
        String simple = command.getSimpleName();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < simple.length() - "Command".length(); i++) {
            char letter = simple.charAt(i);
            if (i > 0 && Character.isUpperCase(letter)) {
                name.append('-');
            }
            name.append(Character.toLowerCase(letter));
        }
        return name.toString();
    }

    /// Reports that this package contains only the command line.
    ///
    /// @return the exit code
    public static int noWindow(Console console) {
        console.err().println("Error: The window is not part of this package. See: blobdrop --help");
        return ExitCode.USAGE;
    }

    @Override
    public void run() {
        spec.commandLine().usage(console.out());
    }

    @Override
    public Console console() {
        return console;
    }

    @Override
    public List<String> arguments() {
        return spec.commandLine().getParseResult().originalArgs();
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public IntSupplier window() {
        return window;
    }

    @Override
    public LongSupplier nanoTime() {
        return nanoTime;
    }
}
