package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import dev.blobdrop.sandbox.StandInAz;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An `az` that takes its time.
@ExtendWith(FreshSandbox.class)
class SlowAzIT {
    private final Sandbox azure = SharedSandbox.get();

    @BeforeEach
    void slow() {
        azure.az().mode(StandInAz.Mode.SLOW);
    }

    @Test
    void askedAloneItIsWaitedForAndThatIsSaid() {
        CommandRun run = Blobdrop.process(azure.laptopEnvironment(), "whoami", "--credential", "azure-cli");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err())
                .containsPattern("Azure CLI has not answered yet; waiting for up to 5\\d\\.\\d s"
                        + " \\(--credential-timeout\\)\\.");
    }

    @Test
    void theLimitIsASettingAndTheRemedyNamesIt() {
        CommandRun run = Blobdrop.process(
                azure.laptopEnvironment(), "ls", "--credential", "azure-cli", "--credential-timeout", "2s");

        assertThat(run.exit()).isEqualTo(10);
        assertThat(run.err()).contains("no answer within 2 s, so it was stopped", "--credential-timeout 3m");
    }

    @Test
    void inTheChainTheRemedyAsksItAlone() {
        CommandRun run =
                Blobdrop.process(Variables.with(azure.laptopEnvironment(), "BLOBDROP_CREDENTIAL_TIMEOUT", "2s"), "ls");

        assertThat(run.exit()).isEqualTo(10);
        assertThat(run.err()).contains("--credential azure-cli   try only this one");
    }
}
