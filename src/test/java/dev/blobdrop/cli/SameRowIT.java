package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.sandbox.FailureLab;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// In a pod, a command that fails names the cause that the doctor would name, also by the default
/// chain, whose last credential says something else.
@ExtendWith(FreshSandbox.class)
class SameRowIT {
    private final Sandbox azure = SharedSandbox.get();

    private static String row(Map<?, ?> problem, String seen) {
        String code = String.valueOf(problem.get("code"));
        return Catalogue.standard()
                .byCode(code)
                .map(Catalogue.Entry::id)
                .orElseThrow(() -> new AssertionError("no row for " + code + " in " + seen));
    }

    private static void sameRow(Map<String, String> variables, String row, String credential) {
        CommandRun doctor = run(variables, "doctor", credential);
        Map<?, ?> cause = (Map<?, ?>) doctor.summary().get("cause");
        assertThat(cause).as(doctor.out()).isNotNull();
        assertThat(cause.get("row")).as(doctor.out()).isEqualTo(row);
        for (String command : new String[] {"whoami", "hello"}) {
            CommandRun run = run(variables, command, credential);
            Map<?, ?> problem = (Map<?, ?>) run.summary().get("problem");
            assertThat(problem).as(run.out()).isNotNull();
            assertThat(row(problem, run.out())).as(command + run.out()).isEqualTo(row);
            assertThat(run.exit()).as(command).isEqualTo(doctor.exit());
        }
    }

    private static CommandRun run(Map<String, String> variables, String command, String credential) {
        return Blobdrop.run(variables, command, "--credential", credential, "--output", "json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A2", "A3", "A4", "A5", "A6", "A8", "B1", "B2", "B3", "B4", "B5"})
    void byTheDefaultChain(String row) {
        FailureLab lab = FailureLab.prepare(azure, FailureLab.find(row).orElseThrow());

        sameRow(lab.environment(), row, "default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A2", "A3", "A4", "A5", "A6", "A11", "B1", "B2", "B3", "B4", "B5"})
    void byWorkloadIdentityAlone(String row) {
        FailureLab lab = FailureLab.prepare(azure, FailureLab.find(row).orElseThrow());

        sameRow(lab.environment(), row, "workload-identity");
    }

    /// A local problem is the root cause, whatever the network does.
    @ParameterizedTest
    @CsvSource({
        "B5,default",
        "B5,workload-identity",
        "B2,default",
        "B2,workload-identity",
        "A4,default",
        "A5,workload-identity"
    })
    void whileTheNetworkIsDown(String row, String credential) {
        FailureLab lab = FailureLab.prepare(azure, FailureLab.find(row).orElseThrow());

        sameRow(Variables.with(lab.environment(), "AZURE_AUTHORITY_HOST", "https://127.0.0.1:9/"), row, credential);
    }

    @ParameterizedTest
    @CsvSource({
        "AZURE_CLIENT_ID,A4",
        "AZURE_TENANT_ID,A5",
        "AZURE_FEDERATED_TOKEN_FILE,A5",
        "AZURE_CLIENT_ID+AZURE_TENANT_ID,A5",
        "AZURE_CLIENT_ID+AZURE_FEDERATED_TOKEN_FILE,A5",
        "AZURE_TENANT_ID+AZURE_FEDERATED_TOKEN_FILE,A5",
        "AZURE_CLIENT_ID+AZURE_TENANT_ID+AZURE_FEDERATED_TOKEN_FILE,A2"
    })
    void halfInjectedVariables(String missing, String row) {
        sameRow(Variables.without(azure.podEnvironment(), missing.split("\\+")), row, "default");
    }

    /// What the webhook injected until 1.5.1 where the annotation is missing.
    @Test
    void emptyClientId() {
        sameRow(Variables.with(azure.podEnvironment(), "AZURE_CLIENT_ID", ""), "A4", "default");
    }

    @Test
    void selectionThatLeavesWorkloadIdentityOut() {
        sameRow(Variables.with(azure.podEnvironment(), "AZURE_TOKEN_CREDENTIALS", "dev"), "A9", "default");
    }

    @Test
    void tokenOfTheIdentityProviderItself() {
        azure.cluster()
                .project(azure.cluster().token().withIssuer("https://sts.windows.net/" + Identities.TENANT + "/"));

        sameRow(azure.podEnvironment(), "D11", "default");
    }

    /// A user name without its password is nothing that the library signs in with.
    @Test
    void settingThatHarmsNobodyIsNoCause() {
        CommandRun run = run(Variables.with(azure.podEnvironment(), "AZURE_USERNAME", "alice"), "doctor", "default");

        assertThat(run.exit()).as(run.out()).isZero();
    }

    /// The default chain knows no identity bindings and signs in all the same.
    @Test
    void halfOfABindingThatNobodyUsesIsNotedOnly() {
        FailureLab lab = FailureLab.prepare(azure, FailureLab.find("A11").orElseThrow());

        CommandRun run = run(lab.environment(), "doctor", "default");

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out()).contains("\"status\":\"note\"", "AZURE_KUBERNETES_SNI_NAME");
    }

    /// The secret's application is a good one: an upload works, so the doctor only notes it.
    @Test
    void secretThatSignsInIsNotedOnly() {
        Map<String, String> variables = Variables.with(
                Variables.with(azure.podEnvironment(), "AZURE_CLIENT_ID", Identities.ROBOT.clientId()),
                "AZURE_CLIENT_SECRET",
                azure.identityProvider().robotSecret());

        CommandRun run = run(variables, "doctor", "default");

        assertThat(run.events("stage").stream()
                        .map(stage -> stage.get("status"))
                        .toList())
                .as(run.out())
                .contains("note");
        assertThat(String.valueOf(run.summary().get("cause"))).doesNotContain("secret-first");
    }

    @Test
    void theRemedyIsTheDoctorsToo() {
        Map<String, String> variables = Variables.without(azure.podEnvironment(), "AZURE_CLIENT_ID");

        CommandRun run = Blobdrop.run(variables, "hello", "--credential", "default");

        assertThat(run.exit()).isEqualTo(10);
        assertThat(run.err())
                .contains("no-client-id")
                .contains("kubectl -n uploads annotate sa blobdrop azure.workload.identity/client-id")
                .doesNotContain("metadata endpoint gave no token");
        assertThat(Stream.of(run.err().split("\n")).filter(line -> line.startsWith("Error: ")))
                .hasSize(1);
    }
}
