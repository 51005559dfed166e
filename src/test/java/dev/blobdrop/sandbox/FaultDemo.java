package dev.blobdrop.sandbox;

import dev.blobdrop.sandbox.FailureLab.Failure;
import dev.blobdrop.sandbox.FailureLab.Named;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `mvn -Psandbox -Dsandbox.fault=CODE` shows: a sandbox with one thing wrong, what a person
/// runs and sees then, and how the doctor names the one cause. Ends with exit code 0 when it did.
final class FaultDemo {
    private final Path program;
    private final PrintStream out;

    FaultDemo(Path program, PrintStream out) {
        this.program = program;
        this.out = out;
    }

    /// @param asked a row or code of the catalogue, or `list`
    /// @param stay how long the sandbox stays up afterwards, for trying things by hand
    int run(String asked, Duration stay) throws InterruptedException {
        if (asked.equals("list")) {
            list(FailureLab.failures());
            return 0;
        }
        Optional<Failure> failure = FailureLab.find(asked);
        if (failure.isEmpty()) {
            out.println("Error: the lab knows no failure '" + asked + "'.");
            List<Failure> near = FailureLab.near(asked);
            if (!near.isEmpty()) {
                out.println("Perhaps one of these:");
                list(near);
            }
            out.println("All of them: mvn -Psandbox -Dsandbox.fault=list");
            return 2;
        }
        out.println("Starting the sandbox (the first time, npm installs Azurite) ...");
        try (Sandbox azure = Sandbox.start()) {
            return show(FailureLab.prepare(azure, failure.get()), failure.get(), stay);
        } catch (SandboxException e) {
            out.println("Error: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            out.println("Error: " + program + " cannot be started: " + e.getMessage());
            return 2;
        }
    }

    private void list(List<Failure> failures) {
        for (Failure failure : failures) {
            out.println("  %-4s  %-40s  %s".formatted(failure.row(), failure.code(), failure.title()));
        }
    }

    private int show(FailureLab lab, Failure failure, Duration stay) throws IOException, InterruptedException {
        out.println();
        out.println("The failure: " + failure.title() + " (" + failure.row() + ")");
        out.println();
        out.println("1. What a person runs, and sees");
        Shown person = run(lab, lab.command());
        boolean named;
        if (failure.named() == Named.BY_COMMAND) {
            named = person.exit() != 0 && person.said().contains("(" + plain(failure.code()) + ")");
        } else {
            out.println("2. What the doctor says");
            Shown doctor = run(lab, lab.doctor());
            named = failure.named() == Named.AS_CAUSE
                    ? doctor.exit() != 0 && doctor.said().contains("(" + failure.row() + ",")
                    : doctor.exit() == 0 && doctor.said().contains(failure.title());
        }
        tryIt(lab, stay);
        out.println();
        out.println(
                named
                        ? "Shown: " + failure.title() + " (" + failure.row() + ")."
                        : "The demonstration failed: this failure was not named.");
        return named ? 0 : 1;
    }

    private static String plain(String code) {
        return code.replaceFirst("/.*", "");
    }

    private void tryIt(FailureLab lab, Duration stay) throws InterruptedException {
        out.println("The environment in which this was run:");
        Stay.printVariables(out, lab.environment());
        Stay.printCommand(out, program, String.join(" ", lab.doctor()));
        Stay.of(stay).await(out);
    }

    private record Shown(int exit, String said) {}

    /// As a process of its own, with both outputs as they come.
    private Shown run(FailureLab lab, List<String> words) throws IOException, InterruptedException {
        out.println("$ blobdrop " + String.join(" ", words));
        out.flush();
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(words);
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().clear();
        process.environment().putAll(lab.environment());
        Process child = process.start();
        child.getOutputStream().close();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = child.getInputStream().read(buffer);
                n >= 0;
                n = child.getInputStream().read(buffer)) {
            said.write(buffer, 0, n);
            out.write(buffer, 0, n);
            out.flush();
        }
        int exit = child.waitFor();
        out.println("(exit code " + exit + ")");
        out.println();
        return new Shown(exit, said.toString(StandardCharsets.UTF_8));
    }
}
