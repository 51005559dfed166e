package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import dev.blobdrop.sandbox.StandInAz;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every credential is asked, as the program that is shipped tells it.
@ExtendWith(FreshSandbox.class)
class WhoamiSurveyIT {
    private final Sandbox azure = SharedSandbox.get();

    /// A pod's variables on a machine where `az` is signed in, too.
    private Map<String, String> both() {
        Map<String, String> environment = new TreeMap<>(azure.podEnvironment());
        environment.put("PATH", azure.laptopEnvironment().get("PATH"));
        return environment;
    }

    @Test
    void laptop() {
        Golden.check("survey-laptop", Blobdrop.process(azure.laptopEnvironment(), "whoami", "--survey"));
    }

    @Test
    void goesOnAfterTheFirstAnswer() {
        CommandRun run = Blobdrop.process(both(), "whoami", "--survey", "--output", "json");

        Golden.check("survey-both-json", run);
        assertThat(run.summary())
                .containsEntry("credential", "WorkloadIdentityCredential")
                .containsEntry("survey", true);
        assertThat(azure.gateway().requests()).as("storage is not asked").isEmpty();
    }

    @Test
    void refusedSecretWouldStopTheChain() {
        Map<String, String> environment = both();
        environment.put("AZURE_CLIENT_ID", Identities.ROBOT.clientId());
        environment.put("AZURE_CLIENT_SECRET", "not-the-secret");
        CommandRun run = Blobdrop.process(environment, "whoami", "--survey");

        Golden.check("survey-stopped", run);
        assertThat(run.exit()).isEqualTo(11);
    }

    @Test
    void hungAzCostsItsDeadlineOnly() {
        azure.az().mode(StandInAz.Mode.HANGS);
        long start = System.nanoTime();
        CommandRun run = Blobdrop.process(azure.laptopEnvironment(), "whoami", "--survey");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(120));
        assertThat(run.exit()).isEqualTo(10);
        assertThat(run.out()).containsPattern("6  Azure CLI +Timed out +[\\d.]+ s");
        assertThat(run.out()).contains("8  Azure Developer CLI");
    }
}
