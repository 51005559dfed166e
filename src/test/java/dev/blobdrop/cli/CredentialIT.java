package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.MetadataStandIn;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every name that `--credential` takes, and strangers that answer at the metadata endpoint.
@ExtendWith(FreshSandbox.class)
class CredentialIT {
    private final Sandbox azure = SharedSandbox.get();

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        default             | 10 | None of the 9 sign-in methods worked
        workload-identity   | 10 | this is not a Kubernetes pod
        environment         | 10 | AZURE_CLIENT_ID and AZURE_TENANT_ID are not set
        managed-identity    | 10 | no answer at the metadata endpoint
        azure-cli           | 10 | the Azure CLI (az) is not on PATH
        azure-powershell    | 10 | PowerShell with the Az module is not installed
        azure-developer-cli | 10 | the Azure Developer CLI (azd) is not on PATH
        broker              | 10 | only available on Windows
        """)
    void cannotWorkHere(String credential, int exit, String reason) {
        CommandRun text = Blobdrop.run(azure.laptopEnvironment(), "whoami", "--credential", credential);
        CommandRun json =
                Blobdrop.run(azure.laptopEnvironment(), "whoami", "--credential", credential, "--output", "json");

        assertThat(text.exit()).isEqualTo(exit);
        assertThat(text.err()).contains(reason).contains("How to fix it:").doesNotContain("..");
        assertThat(json.exit()).isEqualTo(exit);
        assertThat(json.events("link")).hasSize(credential.equals("default") ? 9 : 1);
        assertThat(json.summary()).containsKey("problem").doesNotContainKey("name");
        assertThat(azure.identityProvider().exchanges()).isEmpty();
    }

    @Test
    void azureCliAlone() {
        CommandRun run = Blobdrop.process(azure.laptopEnvironment(), "whoami", "--credential", "azure-cli");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Credential (azure-cli only)", "alice@contoso.example");
    }

    /// A process, because this JVM's `PATH` may have a program that opens a browser.
    @Test
    void browserWithoutABrowser() {
        CommandRun run = Blobdrop.process(
                Variables.with(azure.laptopEnvironment(), "PATH", "/nonexistent"), "whoami", "--credential", "browser");

        assertThat(run.exit()).isEqualTo(10);
        assertThat(run.err()).contains("Cannot open a browser here", "--credential device-code");
    }

    /// What each of them did, and how long it took, is in `LinksIT`.
    @ParameterizedTest
    @ValueSource(ints = {200, 403, 404, 500})
    void aStrangerAtTheMetadataAddressDoesNotEndTheChain(int status) {
        try (var hotel = MetadataStandIn.answering(status, "text/html", "<html>Hotel</html>")) {
            var environment =
                    Variables.with(azure.laptopEnvironment(), "AZURE_POD_IDENTITY_AUTHORITY_HOST", hotel.url());

            CommandRun chain = Blobdrop.run(environment, "whoami");
            CommandRun alone = Blobdrop.run(environment, "whoami", "--credential", "managed-identity");

            assertThat(chain.out()).containsPattern("Managed identity +Unavailable .* moved on +the metadata");
            assertThat(alone.exit()).isEqualTo(10);
            assertThat(alone.err()).contains("the metadata endpoint answered " + status + " with a web page");
        }
    }
}
