package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.sandbox.Exchange;
import dev.blobdrop.sandbox.FakeCluster;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Roles;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Trust and roles that were given a moment ago and do not work yet are waited for when asked, with
/// a count-down, by every command that reaches Azure; when the time is over, the cause is told as
/// ever.
@ExtendWith(FreshSandbox.class)
class WaitIT {
    private static final String IDENTITY_WAIT =
            "Waiting for the federated credential to work \\(AADSTS700211\\): \\d+ s left";
    private static final String ACCESS_WAIT =
            "Waiting for the role assignment to work \\(AuthorizationPermissionMismatch\\): \\d+ s" + " left";

    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

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

    private Blobdrop.Begun start(String command, String... more) {
        return Blobdrop.begin(azure.podEnvironment(), line(command, more));
    }

    /// All of them at once, until each of them waits.
    private List<Blobdrop.Begun> waiting(List<String> commands, String... more) {
        List<Blobdrop.Begun> begun =
                commands.stream().map(command -> start(command, more)).toList();
        begun.forEach(WaitIT::awaitWaiting);
        return begun;
    }

    private static void awaitWaiting(Blobdrop.Begun run) {
        await().until(() -> run.hasSaid("Waiting for the"));
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
                .assign(Identities.POD.objectId(), Roles.Role.CONTRIBUTOR, Roles.Scope.container(azure.container()));
    }

    @Test
    void forTheFederatedCredential() {
        withdrawTrust();
        var started = waiting(List.of("upload", "hello", "ls", "whoami", "doctor"), "--wait-for-identity", "60s");
        giveTrust();

        assertThat(started).extracting(Blobdrop.Begun::await).allSatisfy(run -> {
            assertThat(run.exit()).as(run.out() + run.err()).isZero();
            assertThat(run.err()).containsPattern(IDENTITY_WAIT);
            assertThat(run.err()).contains("The federated credential works now, after ");
        });
        assertThat(azure.identityProvider().exchanges())
                .extracting(Exchange::status)
                .startsWith(401)
                .containsOnly(401, 200);
    }

    @Test
    void forTheRole() {
        azure.roles().revoke(Identities.POD.objectId());
        var started = waiting(List.of("upload", "hello", "ls", "doctor"), "--wait-for-access", "60s");
        giveRole();

        assertThat(started).extracting(Blobdrop.Begun::await).allSatisfy(run -> {
            assertThat(run.exit()).as(run.out() + run.err()).isZero();
            assertThat(run.err()).containsPattern(ACCESS_WAIT);
        });
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
        var started = start("doctor", "--wait-for-identity", "60s");

        awaitWaiting(started);
        giveTrust();
        CommandRun run = started.await();

        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.err()).contains("to work (" + code + "): ");
    }

    @Test
    void whenTheTimeIsOverTheCauseIsTold() {
        withdrawTrust();
        var started = Stream.of("hello", "doctor")
                .map(c -> start(c, "--wait-for-identity", "6s", "--output", "json"))
                .toList();

        assertThat(started).extracting(Blobdrop.Begun::await).allSatisfy(run -> {
            assertThat(run.exit()).as(run.out()).isEqualTo(11);
            assertThat(run.out()).contains("\"AADSTS700211\"");
            Map<String, Object> waiting = run.events("waiting").getFirst();
            assertThat(waiting).containsEntry("for", "identity").containsEntry("code", "AADSTS700211");
            assertThat((Integer) waiting.get("leftMillis")).isBetween(1, 6000);
        });
        assertThat(azure.identityProvider().exchanges())
                .as("asked again meanwhile")
                .hasSizeGreaterThan(started.size());
    }

    @Test
    void otherRefusalsAreNotWaitedOut() {
        CommandRun run = Blobdrop.run(
                Variables.with(azure.podEnvironment(), "AZURE_CLIENT_ID", "77777777-7777-4777-8777-777777777777"),
                line("hello", "--wait-for-identity", "30s", "--wait-for-access", "30s"));

        assertThat(run.exit()).isEqualTo(11);
        assertThat(run.err()).contains("AADSTS700016").doesNotContain("Waiting");
        assertThat(azure.identityProvider().exchanges()).hasSize(1);
    }
}
