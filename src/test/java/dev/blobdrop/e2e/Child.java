package dev.blobdrop.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A program that a test has started; it is ended by its process, never by its name.
final class Child implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final Path errors;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Child(String name, Process process, Path errors) {
        this.name = name;
        this.process = process;
        this.errors = errors;
        Thread.ofVirtual().start(this::read);
    }

    /// Starts a program with exactly this environment.
    static Child start(List<String> command, Map<String, String> environment) {
        try {
            Path errors = Files.createTempFile("e2e", ".log");
            errors.toFile().deleteOnExit();
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new Child(command.getFirst(), builder.start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs a program to its end.
    static void run(List<String> command, Map<String, String> environment) {
        try (Child child = start(command, environment)) {
            int exit = child.awaitEnd();
            if (exit != 0) {
                throw new AssertionError(command + " ended with " + exit + ": " + child.errors());
            }
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("its output ended: " + e.getMessage());
        }
    }

    /// Waits for the line that begins with this word and skips others.
    String await(String word) {
        long end = System.nanoTime() + LIMIT.toNanos();
        Optional<String> line = next(end);
        while (line.isPresent() && !line.get().startsWith(word)) {
            line = next(end);
        }
        return line.orElseThrow(() -> new AssertionError(name + " did not say " + word + ": " + errors()));
    }

    private Optional<String> next(long end) {
        try {
            return Optional.ofNullable(lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @return the exit code
    int awaitEnd() {
        try {
            if (!process.waitFor(LIMIT)) {
                throw new AssertionError(name + " does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Process process() {
        return process;
    }

    /// What the program has said on standard error.
    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(Duration.ofSeconds(10))) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
