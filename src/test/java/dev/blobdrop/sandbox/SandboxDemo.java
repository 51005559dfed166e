package dev.blobdrop.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What `mvn -Psandbox` shows: the same program uploads once as a pod and once as a laptop, with no
/// secret, against the sandbox. Ends with exit code 0 when both files arrived.
final class SandboxDemo {
    private static final String CONTENT = "Hello, World!";

    private final Sandbox azure;
    private final Path program;
    private final PrintStream out;
    private final Stay stay;

    private SandboxDemo(Sandbox azure, Path program, PrintStream out, Stay stay) {
        this.stay = stay;
        this.azure = azure;
        this.program = program;
        this.out = out;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Path program = Path.of("target/blobdrop/bin/blobdrop").toAbsolutePath();
        System.exit(run(
                program, System.out, System.getProperty("sandbox.fault", ""), System.getProperty("sandbox.stay", "0")));
    }

    /// @param fault what `-Dsandbox.fault` says; empty for the plain demonstration
    /// @param stay what `-Dsandbox.stay` says: minutes
    static int run(Path program, PrintStream out, String fault, String stay) throws InterruptedException {
        if (!stay.strip().matches("\\d{1,4}")) {
            out.println("Error: -Dsandbox.stay is a number of minutes, such as 30, not '" + stay + "'.");
            return 2;
        }
        Duration minutes = Duration.ofMinutes(Long.parseLong(stay.strip()));
        return fault.isBlank()
                ? run(program, out, Stay.of(minutes))
                : new FaultDemo(program, out).run(fault.strip(), minutes);
    }

    static int run(Path program, PrintStream out) throws InterruptedException {
        return run(program, out, Stay.of(Duration.ZERO));
    }

    static int run(Path program, PrintStream out, Stay stay) throws InterruptedException {
        out.println("Starting the sandbox (the first time, npm installs Azurite) ...");
        try (Sandbox azure = Sandbox.start()) {
            return new SandboxDemo(azure, program, out, stay).show();
        } catch (SandboxException e) {
            out.println("Error: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            out.println("Error: " + program + " cannot be started: " + e.getMessage());
            return 2;
        }
    }

    private int show() throws IOException, InterruptedException {
        out.println("""

            A whole Azure on this machine, until this command ends:
              storage account    %s  (container %s)
              identity provider  %s
              cluster's issuer   %s
            """.formatted(
                        azure.accountUrl(),
                        azure.container(),
                        azure.identityProvider().authorityHost(),
                        azure.cluster().issuer()));
        int pod = hello(
                "1. As the pod: its service account token is exchanged, no secret anywhere",
                azure.podEnvironment(),
                "--credential",
                "workload-identity");
        int laptop = hello(
                "2. As a laptop: the same program, the default chain, az is signed in", azure.laptopEnvironment());
        List<String> blobs = azure.blobs().list(azure.container());
        boolean arrived = blobs.size() == 2
                && blobs.stream().allMatch(this::isComplete)
                && blobs.stream().anyMatch(name -> name.endsWith("-fromk8spod.txt"))
                && blobs.stream().anyMatch(name -> name.endsWith("-fromlocal.txt"));
        if (pod != 0 || laptop != 0 || !arrived) {
            out.println("The demonstration failed: exit codes " + pod + " and " + laptop + ".");
            return 1;
        }
        out.println("Both files are in the container, read back over plain HTTPS and equal.");
        if (!stay.time().isZero()) {
            tryIt();
        }
        if (Desktop.isThere()) {
            window();
        }
        if (!stay.time().isZero()) {
            stay.await(out);
        }
        return 0;
    }

    private void tryIt() {
        out.println();
        out.println("To try it by hand, as the pod:");
        Stay.printVariables(out, azure.podEnvironment());
        Stay.printCommand(out, program, "ls " + azure.container());
        out.println("or, in another terminal, as the laptop:");
        Stay.printVariables(out, azure.laptopEnvironment());
        Stay.printCommand(out, program, "whoami");
        out.println();
    }

    /// Opens the window as a laptop's user would, and waits until it is closed.
    private void window() throws IOException, InterruptedException {
        out.println("The window is open on the sandbox; close it to end.");
        ProcessBuilder process = new ProcessBuilder(program.toString(), "gui").redirectErrorStream(true);
        process.environment().clear();
        process.environment().putAll(azure.laptopEnvironment());
        process.environment().putAll(Desktop.variables());
        Process child = process.start();
        Thread end = new Thread(child::destroy, "close-window");
        Runtime.getRuntime().addShutdownHook(end);
        child.getInputStream().transferTo(out);
        child.waitFor();
    }

    private boolean isComplete(String blob) {
        byte[] content = azure.blobs().get(azure.container(), blob);
        return new String(content, StandardCharsets.UTF_8).equals(CONTENT);
    }

    private int hello(String title, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "hello"));
        command.addAll(List.of(options));
        out.println(title);
        out.println("$ blobdrop hello " + String.join(" ", options));
        out.flush();
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().clear();
        process.environment().putAll(environment);
        process.redirectInput(ProcessBuilder.Redirect.INHERIT);
        Process child = process.start();
        child.getInputStream().transferTo(out);
        int exit = child.waitFor();
        out.println();
        return exit;
    }
}
