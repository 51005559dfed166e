package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Exchange;
import dev.blobdrop.sandbox.FakeCluster;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.LoggedRequest;
import dev.blobdrop.sandbox.Roles;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Trust and roles that were given a moment ago and do not work yet are waited for when asked.
@ExtendWith(FreshSandbox.class)
class WaitIT {
    private final Sandbox azure = SharedSandbox.get();

    @TempDir Path directory;

    private CompletableFuture<CommandRun> upload(String option) {
        Tree tree = Tree.write(directory, Map.of("a.txt", "x"));
        return CompletableFuture.supplyAsync(
                () -> Blobdrop.run(azure.podEnvironment(), "upload", tree.path(), option, "30s"));
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(condition);
    }

    @Test
    void forTheFederatedCredential() {
        azure.identityProvider().removeFederatedCredentials();
        var upload = upload("--wait-for-identity");

        await(() -> !azure.identityProvider().exchanges().isEmpty());
        azure.identityProvider()
                .addFederatedCredential(
                        Identities.POD.clientId(),
                        azure.cluster().issuer(),
                        azure.cluster().serviceAccount().subject(),
                        FakeCluster.AUDIENCE);
        CommandRun run = upload.join();

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("names the cluster's issuer; trying again in 3.0 s");
        assertThat(azure.identityProvider().exchanges())
                .extracting(Exchange::status)
                .containsExactly(401, 200);
    }

    @Test
    void forTheRole() {
        azure.roles().revoke(Identities.POD.objectId());
        var upload = upload("--wait-for-access");

        await(
                () ->
                        azure.gateway().requests().stream()
                                .map(LoggedRequest::status)
                                .anyMatch(status -> status == 403));
        azure.roles()
                .assign(
                        Identities.POD.objectId(),
                        Roles.Role.CONTRIBUTOR,
                        Roles.Scope.container(azure.container()));
        CommandRun run = upload.join();

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("a role assignment is missing; trying again in 3.0 s");
    }
}
