package dev.blobdrop.cli;

import dev.blobdrop.cli.output.Console;
import dev.blobdrop.core.config.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs the command line: inside this JVM, or as the program that is shipped.
final class Blobdrop {
    static final Path PROGRAM = Path.of("target/blobdrop/bin/blobdrop").toAbsolutePath();

    private static final Duration LIMIT = Duration.ofSeconds(180);

    private Blobdrop() {}

    /// In this JVM, which is fast; what asks the Azure CLI sees this JVM's `PATH`.
    static CommandRun run(Map<String, String> environment, String... arguments) {
        return run(environment, new ByteArrayOutputStream(), arguments);
    }

    private static CommandRun run(Map<String, String> environment, ByteArrayOutputStream err, String... arguments) {
        var out = new ByteArrayOutputStream();
        Console console = new Console(print(out), print(err), false);
        int exit = BlobdropCommand.run(
                console, new Environment(environment), () -> BlobdropCommand.noWindow(console), arguments);
        return new CommandRun(
                List.of(arguments), exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// A run in this JVM that has not ended yet.
    record Begun(CompletableFuture<CommandRun> end, ByteArrayOutputStream err) {
        /// Whether it has said this on standard error, or has ended.
        boolean hasSaid(String words) {
            return end.isDone() || err.toString(StandardCharsets.UTF_8).contains(words);
        }

        CommandRun await() {
            return end.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        }
    }

    /// In this JVM, on a thread of its own: for what waits.
    static Begun begin(Map<String, String> environment, String... arguments) {
        var err = new ByteArrayOutputStream();
        return new Begun(
                CompletableFuture.supplyAsync(() -> run(environment, err, arguments), Thread::startVirtualThread), err);
    }

    /// As a process that has this environment and nothing else.
    static CommandRun process(Map<String, String> environment, String... arguments) {
        return start(Path.of(""), environment, PROGRAM, arguments).await();
    }

    static Running start(Path directory, Map<String, String> environment, Path program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (ignoresInterrupts()) {
            command.addAll(List.of("/usr/bin/env", "--default-signal=INT"));
        }
        command.add(program.toString());
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new Running(List.of(arguments), builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether this JVM was started by something that ignores SIGINT, as a shell's background job
    /// is; its children would inherit that.
    private static boolean ignoresInterrupts() {
        Path status = Path.of("/proc/self/status");
        try {
            return Files.isReadable(status)
                    && Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("SigIgn:"))
                            .map(line ->
                                    Long.parseUnsignedLong(line.substring(7).strip(), 16))
                            .anyMatch(mask -> (mask & 2) != 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A process that has not ended yet.
    static final class Running {
        private final List<String> arguments;
        private final Process process;
        private final CompletableFuture<String> out;
        private final CompletableFuture<String> err;
        private final StringBuffer said = new StringBuffer();
        private final StringBuffer printed = new StringBuffer();

        private Running(List<String> arguments, Process process) {
            this.arguments = arguments;
            this.process = process;
            this.out = CompletableFuture.supplyAsync(
                    () -> text(process.getInputStream(), printed), Thread::startVirtualThread);
            this.err = CompletableFuture.supplyAsync(
                    () -> text(process.getErrorStream(), said), Thread::startVirtualThread);
        }

        boolean isAlive() {
            return process.isAlive();
        }

        /// Sends a signal such as `INT`, to this one process.
        void signal(String name) {
            signal(name, process.pid());
        }

        /// The only child of this process, as the system numbers it.
        long child() {
            return process.children().findFirst().orElseThrow().pid();
        }

        void signal(String name, long pid) {
            try {
                new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
                        .inheritIO()
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        CommandRun await() {
            try {
                if (!process.waitFor(LIMIT)) {
                    process.destroyForcibly();
                    throw new AssertionError("blobdrop " + arguments + " did not end");
                }
                return new CommandRun(arguments, process.exitValue(), out.join(), err.join());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /// Waits until the process has said this on standard error, and gives the match.
        Matcher awaitError(String regex) {
            Pattern pattern = Pattern.compile(regex);
            long end = System.nanoTime() + LIMIT.toNanos();
            while (System.nanoTime() < end) {
                Matcher matcher = pattern.matcher(said.toString());
                if (matcher.find()) {
                    return matcher;
                }
                try {
                    Thread.sleep(50);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            throw new AssertionError("blobdrop " + arguments + " did not say " + regex);
        }

        /// Waits until the process has printed so many characters on standard output.
        void awaitOutput(int length) {
            long end = System.nanoTime() + LIMIT.toNanos();
            while (printed.length() < length) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new AssertionError("blobdrop " + arguments + " printed " + printed);
                }
                Thread.onSpinWait();
            }
        }

        private static String text(InputStream stream, StringBuffer soFar) {
            try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                char[] some = new char[4096];
                for (int n = reader.read(some); n >= 0; n = reader.read(some)) {
                    soFar.append(some, 0, n);
                }
                return soFar.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
