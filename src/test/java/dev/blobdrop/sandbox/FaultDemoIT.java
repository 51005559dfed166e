package dev.blobdrop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `mvn -Psandbox -Dsandbox.fault=CODE` shows the failure, its one cause and how to try it by hand.
class FaultDemoIT {
    private static final Path PROGRAM = Path.of("target/blobdrop/bin/blobdrop").toAbsolutePath();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int show(Path program, String asked) throws InterruptedException {
        PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new FaultDemo(program, printer).run(asked, Duration.ZERO);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AADSTS700213 | hello --credential workload-identity | 11 | D2, AADSTS700213",
                "AADSTS7002121 | hello --credential workload-identity | 11 | D4, AADSTS700212",
                "f7 | hello --credential workload-identity | 12 | F7, AuthorizationPermission",
                "A9 | hello --credential default | 2 | A9, bad-credential-settings"
            })
    void theFailureAndItsOneCause(String asked, String command, int exit, String cause) throws InterruptedException {
        assertThat(show(PROGRAM, asked)).as(this::said).isZero();

        assertThat(said())
                .contains("$ blobdrop " + command)
                .contains("(exit code " + exit + ")")
                .containsOnlyOnce("Cause: ")
                .contains("(" + cause)
                .contains("export STORAGE_ACCOUNT_URL='https://127.0.0.1:")
                .endsWith(").\n")
                .doesNotContain("eyJ")
                .doesNotContain("Exception");
    }

    @Test
    void whatOneCommandMeetsItSaysItself() throws InterruptedException {
        assertThat(show(PROGRAM, "BlobAlreadyExists")).as(this::said).isZero();

        assertThat(said())
                .contains("$ blobdrop upload /", "(exit code 15)", "(BlobAlreadyExists)")
                .doesNotContain("2. What the doctor says");
    }

    @Test
    void listsAllOfThem() throws InterruptedException {
        assertThat(show(PROGRAM, "list")).isZero();

        assertThat(said().lines()).hasSize(FailureLab.failures().size());
        assertThat(said())
                .containsPattern(
                        "D2 +AADSTS700213 +This identity has no federated credential for this service account");
    }

    @ParameterizedTest
    @CsvSource({"AADSTS70021x, AADSTS700211", "AuthorisationFailure, AuthorizationFailure", "webhook, A3"})
    void anUnknownNameIsAnsweredWithTheNearOnes(String asked, String near) throws InterruptedException {
        assertThat(show(PROGRAM, asked)).isEqualTo(2);

        assertThat(said())
                .startsWith("Error: the lab knows no failure '" + asked + "'.")
                .contains("Perhaps one of these:", near);
        assertThat(said().lines().count()).isLessThan(12);
    }

    @Test
    void aTimeToStayThatIsNoNumberIsRefused() throws InterruptedException {
        PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8);

        assertThat(SandboxDemo.run(PROGRAM, printer, "D2", "abc")).isEqualTo(2);

        assertThat(said()).contains("-Dsandbox.stay is a number of minutes", "not 'abc'");
    }

    @Test
    void failsWhenTheFailureIsNotNamed(@TempDir Path directory) throws Exception {
        Path broken = Files.writeString(directory.resolve("blobdrop"), "#!/bin/sh\nexit 11\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();

        assertThat(show(broken, "D2")).isEqualTo(1);
        assertThat(said()).contains("The demonstration failed: this failure was not named.");
    }
}
