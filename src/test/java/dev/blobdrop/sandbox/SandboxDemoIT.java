package dev.blobdrop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

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
