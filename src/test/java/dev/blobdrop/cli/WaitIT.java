package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Exchange;
import dev.blobdrop.sandbox.FakeCluster;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Roles;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// Trust and roles that were given a moment ago and do not work yet are waited for when asked, with
/// a
/// count-down, by every command that reaches Azure; when the time is over, the cause is told as
/// ever.
@ExtendWith(FreshSandbox.class)
class WaitIT {
    private static final String IDENTITY_WAIT =
            "Waiting until the federated credential is known \\(AADSTS700211\\): \\d+ s left";
    private static final String ACCESS_WAIT =
            "Waiting until the role assignment works \\(AuthorizationPermissionMismatch\\): \\d+ s"
                    + " left";

    private final Sandbox azure = SharedSandbox.get();

    @TempDir Path directory;

    private String[] line(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command));
        if (command.equals("upload")) {
            words.add(Tree.write(directory, Map.of("a.txt", "x")).path());
        }
        if (command.equals("ls")) {
            words.add(azure.container());
        }
        words.addAll(List.of("--credential", "workload-identity"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private CompletableFuture<CommandRun> start(String command, String... more) {
        return CompletableFuture.supplyAsync(
                () -> Blobdrop.run(azure.podEnvironment(), line(command, more)));
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    private void withdrawTrust() {
        azure.identityProvider().removeFederatedCredentials();
    }

    private void giveTrust() {
        azure.identityProvider()
                .addFederatedCredential(
                        Identities.POD.clientId(),
                        azure.cluster().issuer(),
                        azure.cluster().serviceAccount().subject(),
                        FakeCluster.AUDIENCE);
    }

    private void giveRole() {
        azure.roles()
                .assign(
                        Identities.POD.objectId(),
                        Roles.Role.CONTRIBUTOR,
                        Roles.Scope.container(azure.container()));
    }

    private boolean wasDenied() {
        return azure.gateway().requests().stream().anyMatch(request -> request.status() == 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload", "hello", "ls", "whoami", "doctor"})
    void forTheFederatedCredential(String command) {
        withdrawTrust();
        var started = start(command, "--wait-for-identity", "30s");

        await(() -> !azure.identityProvider().exchanges().isEmpty());
        giveTrust();
        CommandRun run = started.join();

        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.err()).containsPattern(IDENTITY_WAIT);
        assertThat(run.err()).contains("The federated credential is known now, after ");
        assertThat(azure.identityProvider().exchanges())
                .extracting(Exchange::status)
                .startsWith(401, 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload", "hello", "ls", "doctor"})
    void forTheRole(String command) {
        azure.roles().revoke(Identities.POD.objectId());
        var started = start(command, "--wait-for-access", "30s");

        await(this::wasDenied);
        giveRole();
        CommandRun run = started.join();

        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.err()).containsPattern(ACCESS_WAIT);
    }

    @ParameterizedTest
    @CsvSource({
        "AADSTS700211,elsewhere,subject,api://AzureADTokenExchange",
        "AADSTS700212,issuer,subject,api://other",
        "AADSTS700213,issuer,other,api://AzureADTokenExchange"
    })
    void forEveryPartOfTheCredential(String code, String issuer, String subject, String audience) {
        withdrawTrust();
        azure.identityProvider()
                .addFederatedCredential(
                        Identities.POD.clientId(),
                        issuer.equals("issuer") ? azure.cluster().issuer() : "https://a.example/",
                        subject.equals("subject")
                                ? azure.cluster().serviceAccount().subject()
                                : "system:serviceaccount:a:b",
                        audience);
        var started = start("doctor", "--wait-for-identity", "30s");

        await(() -> !azure.identityProvider().exchanges().isEmpty());
        giveTrust();
        CommandRun run = started.join();

        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.err()).contains("is known (" + code + "): ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "doctor"})
    void whenTheTimeIsOverTheCauseIsTold(String command) {
        withdrawTrust();

        CommandRun run =
                Blobdrop.run(
                        azure.podEnvironment(),
                        line(command, "--wait-for-identity", "4s", "--output", "json"));

        assertThat(run.exit()).as(run.out()).isEqualTo(11);
        assertThat(run.out()).contains("\"AADSTS700211\"");
        assertThat(run.events("waiting").getFirst())
                .containsEntry("for", "identity")
                .containsEntry("code", "AADSTS700211")
                .satisfies(
                        event -> assertThat((Integer) event.get("leftMillis")).isBetween(1, 4000));
        assertThat(azure.identityProvider().exchanges())
                .as("asked again meanwhile")
                .hasSizeGreaterThan(1);
    }

    @Test
    void otherRefusalsAreNotWaitedOut() {
        CommandRun run =
                Blobdrop.run(
                        Variables.with(
                                azure.podEnvironment(),
                                "AZURE_CLIENT_ID",
                                "77777777-7777-4777-8777-777777777777"),
                        line("hello", "--wait-for-identity", "30s", "--wait-for-access", "30s"));

        assertThat(run.exit()).isEqualTo(11);
        assertThat(run.err()).contains("AADSTS700016").doesNotContain("Waiting");
        assertThat(azure.identityProvider().exchanges()).hasSize(1);
    }
}
