package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import dev.blobdrop.sandbox.StandInAz;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The credential chain as it is printed: each picture is a file in `golden`.
@ExtendWith(FreshSandbox.class)
class WhoamiIT {
    private final Sandbox azure = SharedSandbox.get();

    private void check(String name, Map<String, String> environment, String... options) {
        Golden.check(
                name,
                Blobdrop.run(
                        environment,
                        Stream.concat(Stream.of("whoami"), Stream.of(options)).toArray(String[]::new)));
    }

    private void checkProcess(String name, Map<String, String> environment, String... options) {
        Golden.check(
                name,
                Blobdrop.process(
                        environment,
                        Stream.concat(Stream.of("whoami"), Stream.of(options)).toArray(String[]::new)));
    }

    private Map<String, String> robot(String secret) {
        Map<String, String> environment = new TreeMap<>(azure.laptopEnvironment());
        environment.put("AZURE_CLIENT_ID", Identities.ROBOT.clientId());
        environment.put("AZURE_TENANT_ID", Identities.TENANT);
        environment.put("AZURE_CLIENT_SECRET", secret);
        return Map.copyOf(environment);
    }

    private Map<String, String> selected(String credentials) {
        return Variables.with(azure.laptopEnvironment(), "AZURE_TOKEN_CREDENTIALS", credentials);
    }

    @Test
    void workloadIdentity() {
        check("workload-identity", azure.podEnvironment(), "--credential", "workload-identity");
        check(
                "workload-identity-json",
                azure.podEnvironment(),
                "--credential",
                "workload-identity",
                "--output",
                "json");
    }

    @Test
    void needsNoAccountAndAsksNone() {
        var environment = Variables.without(azure.podEnvironment(), "STORAGE_ACCOUNT_URL");

        assertThat(Blobdrop.run(environment, "whoami").exit()).isZero();
        assertThat(azure.gateway().requests()).isEmpty();
    }

    @Test
    void podByTheDefaultChain() {
        check("pod-default", azure.podEnvironment());
    }

    @Test
    void laptopWhereAzIsSignedIn() {
        checkProcess("laptop", azure.laptopEnvironment());
        checkProcess("laptop-json", azure.laptopEnvironment(), "--output", "json");
    }

    @Test
    void azIsSignedOut() {
        azure.az().mode(StandInAz.Mode.SIGNED_OUT);

        checkProcess("az-signed-out", azure.laptopEnvironment());
    }

    /// Each line is there as soon as its link has answered, though a later one takes its time.
    @Test
    void linesAppearWhileTheChainIsAsked() throws Exception {
        azure.az().mode(StandInAz.Mode.HANGS);
        var builder = new ProcessBuilder(Blobdrop.PROGRAM.toString(), "whoami");
        builder.environment().clear();
        builder.environment().putAll(azure.laptopEnvironment());
        Process process = builder.start();
        try (var out = process.inputReader()) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                lines.add(out.readLine());
            }
            assertThat(process.isAlive()).isTrue();
            assertThat(out.ready())
                    .as("the line of the credential that is asked")
                    .isFalse();
            assertThat(lines.getFirst()).startsWith("Credential chain");
            assertThat(lines.getLast()).startsWith("  5  Visual Studio Code   Unavailable");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void azPrintsAWarning() {
        azure.az().mode(StandInAz.Mode.WARNS);

        checkProcess("az-warns", azure.laptopEnvironment(), "--credential", "azure-cli");
    }

    /// There is no `az` on the `PATH` of the tests, whatever this machine has.
    @Test
    void nobodyIsSignedIn() {
        check("nobody", azure.laptopEnvironment());
        check("nobody-json", azure.laptopEnvironment(), "--output", "json");
    }

    @Test
    void clientSecretWins() {
        check("secret", robot(azure.identityProvider().robotSecret()));
    }

    @Test
    void wrongClientSecretStopsTheChain() {
        check("secret-wrong", robot("not-the-secret"));
    }

    @Test
    void selectionOfCredentials() {
        check("selected-prod", selected("prod"));
        check("selected-dev", selected("dev"));
        check("selected-one", selected("AzurePowerShellCredential"));
    }

    @Test
    void tokenProxyOfTheCluster() {
        Map<String, String> environment = new TreeMap<>(azure.podEnvironment());
        environment.put("AZURE_KUBERNETES_TOKEN_PROXY", azure.identityProvider().authorityHost());
        environment.put("AZURE_KUBERNETES_CA_FILE", azure.caFile().toString());
        environment.put("AZURE_AUTHORITY_HOST", "https://127.0.0.1:1/");
        environment.remove("BLOBDROP_CA_FILE");

        CommandRun run = Blobdrop.run(Map.copyOf(environment), "whoami", "--credential", "workload-identity");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(azure.identityProvider().exchanges())
                .as("the exchange goes to the proxy, whatever the authority")
                .hasSize(1);
    }

    @Test
    void tokenProxySettingsWithoutTheProxy() {
        CommandRun run = Blobdrop.run(
                Variables.with(
                        azure.podEnvironment(),
                        "AZURE_KUBERNETES_CA_FILE",
                        azure.caFile().toString()),
                "whoami",
                "--credential",
                "workload-identity");

        assertThat(run.exit()).as("as the doctor says it").isEqualTo(2);
        assertThat(run.err()).contains("(binding-incomplete)", "AZURE_KUBERNETES_TOKEN_PROXY is not set");
    }
}
