package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import dev.blobdrop.sandbox.StrangersServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An account of another tenant: both tenants are named, and the remedy is the one of the place.
@ExtendWith(FreshSandbox.class)
class OtherTenantIT {
    private final Sandbox azure = SharedSandbox.get();
    private StrangersServer account;

    @BeforeEach
    void start() {
        account = StrangersServer.ofOtherTenant(azure.certificateAuthority());
    }

    @AfterEach
    void stop() {
        account.close();
    }

    private CommandRun run(Map<String, String> environment, String... line) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("STORAGE_ACCOUNT_URL", "https://127.0.0.1:" + account.port() + "/account");
        return Blobdrop.run(variables, line);
    }

    @Test
    void onALaptopAzSignsInToTheAccountsTenant() {
        Map<String, String> laptop = new HashMap<>(azure.podEnvironment());
        laptop.remove("KUBERNETES_SERVICE_HOST");
        for (String command : List.of("ls", "hello")) {
            CommandRun run = run(laptop, command, "--credential", "workload-identity");

            assertThat(run.exit()).as(run.err()).isEqualTo(11);
            assertThat(run.err())
                    .contains("(other-tenant)")
                    .contains("You are signed in to tenant " + Identities.TENANT)
                    .contains("belongs to tenant " + StrangersServer.TENANT)
                    .contains("az login --tenant " + StrangersServer.TENANT)
                    .contains("--tenant " + StrangersServer.TENANT + "   sign in")
                    .doesNotContain("kubectl");
        }
    }

    @Test
    void inAPodTheServiceAccountNamesIt() {
        CommandRun run = run(azure.podEnvironment(), "ls", "--credential", "workload-identity");

        assertThat(run.exit()).as(run.err()).isEqualTo(11);
        assertThat(run.err())
                .contains("(other-tenant)", Identities.TENANT, StrangersServer.TENANT)
                .contains("kubectl -n ")
                .contains("azure.workload.identity/tenant-id=" + StrangersServer.TENANT)
                .doesNotContain("az login");
    }
}
