package dev.blobdrop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.commands.Run;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demonstration of `mvn -Psandbox` shows both chains and fails when the program does.
class SandboxDemoIT {
    private static final Path PROGRAM = Path.of("target/blobdrop/bin/blobdrop").toAbsolutePath();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(Path program) throws InterruptedException {
        return SandboxDemo.run(program, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void showsBothChains() throws InterruptedException {
        assertThat(run(PROGRAM)).as(this::said).isZero();

        assertThat(said())
                .contains("$ blobdrop hello --credential workload-identity")
                .containsPattern("1  Workload identity +Won ")
                .containsPattern("6  Azure CLI +Won .*alice@contoso\\.example")
                .containsPattern("Uploaded \\S+-fromk8spod\\.txt \\(13 bytes\\)")
                .containsPattern("Uploaded \\S+-fromlocal\\.txt \\(13 bytes\\)")
                .contains("Both files are in the container");
        assertThat(said()).doesNotContain("eyJ").doesNotContain("Exception");
    }

    /// What it prints works as long as it says.
    @Test
    void staysUpAndSaysHowToUseIt() throws InterruptedException {
        AtomicReference<Duration> stayed = new AtomicReference<>();
        AtomicReference<Run> tried = new AtomicReference<>();
        PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8);

        int exit = SandboxDemo.run(PROGRAM, printer, new Stay(Duration.ofMinutes(30), time -> {
            stayed.set(time);
            tried.set(asSaid("as the pod:"));
        }));

        assertThat(exit).isZero();
        assertThat(stayed).hasValue(Duration.ofMinutes(30));
        assertThat(said()).contains("The sandbox stays up for 30 min; Ctrl+C ends it.");
        assertThat(tried.get().exit()).as(tried.get().err()).isZero();
        assertThat(tried.get().out()).contains("-fromk8spod.txt");
    }

    /// Runs the lines that were printed below the heading, in a shell.
    private Run asSaid(String heading) {
        String lines = said().substring(said().indexOf(heading) + heading.length())
                .lines()
                .dropWhile(String::isEmpty)
                .takeWhile(line -> line.startsWith("  "))
                .collect(Collectors.joining("\n"));
        return Run.of(Duration.ofMinutes(1), Map.of("PATH", "/usr/bin:/bin"), "", List.of("/bin/sh", "-c", lines));
    }

    @Test
    void failsWhenTheProgramFails(@TempDir Path directory) throws Exception {
        Path broken = Files.writeString(directory.resolve("blobdrop"), "#!/bin/sh\nexit 1\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();

        assertThat(run(broken)).isEqualTo(1);
        assertThat(said()).contains("The demonstration failed: exit codes 1 and 1.");
    }

    @Test
    void saysThatTheProgramIsMissing(@TempDir Path directory) throws InterruptedException {
        assertThat(run(directory.resolve("none"))).isEqualTo(2);
        assertThat(said()).contains("Error: " + directory.resolve("none") + " cannot be started");
    }
}
