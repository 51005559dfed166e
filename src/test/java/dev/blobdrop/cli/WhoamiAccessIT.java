package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Roles;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the identity may do, as the service answers it to the real SDK.
@ExtendWith(FreshSandbox.class)
class WhoamiAccessIT {
    private static final String ROLE = "denied-by-role";
    private static final String PROBE = "/workloadidentity/blobdrop-probe-";

    private final Sandbox azure = SharedSandbox.get();

    private CommandRun run(String... more) {
        return run(azure.podEnvironment(), more);
    }

    private static CommandRun run(Map<String, String> environment, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "whoami";
        arguments[1] = "--credential";
        arguments[2] = "workload-identity";
        System.arraycopy(more, 0, arguments, 3, more.length);
        CommandRun run = Blobdrop.run(environment, arguments);
        assertThat(run.exit()).as(run.err()).isZero();
        return run;
    }

    private List<Object> verdicts(String... more) {
        return verdicts(azure.podEnvironment(), more);
    }

    private static List<Object> verdicts(Map<String, String> environment, String... more) {
        String[] arguments = java.util.Arrays.copyOf(more, more.length + 2);
        arguments[more.length] = "--output";
        arguments[more.length + 1] = "json";
        CommandRun run = run(environment, arguments);
        List<Map<String, Object>> events = run.events("access");
        assertThat(events).extracting(event -> event.get("action")).containsExactly("list-containers", "list", "write");
        List<?> summed = (List<?>) run.summary().get("access");
        assertThat(summed)
                .map(event -> ((Map<?, ?>) event).get("verdict"))
                .isEqualTo(events.stream().map(event -> event.get("verdict")).toList());
        return events.stream().map(event -> event.get("verdict")).toList();
    }

    private void golden(String name, String... more) {
        Golden.check(name, run(more));
    }

    @Test
    void roleOnTheContainerAlone() {
        golden("access-container");
        assertThat(azure.gateway().requests())
                .noneMatch(request -> request.method().equals("PUT"));
    }

    @Test
    void writeProbeLeavesNothing() {
        azure.blobs().put(azure.container(), "there.txt", "x".getBytes(StandardCharsets.UTF_8));
        golden("access-write", "--write-probe");
        assertThat(azure.blobs().list(azure.container())).containsExactly("there.txt");
    }

    @Test
    void roleOnTheAccount() {
        azure.roles().assign(Identities.POD.objectId(), Roles.Role.CONTRIBUTOR, Roles.Scope.account());
        assertThat(verdicts("--write-probe")).containsExactly("allowed", "allowed", "allowed");
    }

    @Test
    void readerMayNotWrite() {
        azure.roles().onlyReader(Identities.POD.objectId(), azure.container());
        assertThat(verdicts("--write-probe")).containsExactly(ROLE, "allowed", ROLE);
        assertThat(azure.blobs().list(azure.container())).isEmpty();
    }

    @Test
    void noRoleAtAll() {
        azure.roles().revoke(Identities.POD.objectId());
        golden("access-no-role", "--write-probe");
    }

    @Test
    void firewall() {
        azure.gateway().firewall(true);
        golden("access-firewall", "--write-probe");
    }

    @Test
    void containerMissing() {
        azure.roles().assign(Identities.POD.objectId(), Roles.Role.CONTRIBUTOR, Roles.Scope.account());
        assertThat(verdicts("--container", "elsewhere", "--write-probe"))
                .containsExactly("allowed", "container-missing", "container-missing");
    }

    @Test
    void accountMissing() {
        assertThat(verdicts("--account-url", "https://nosuchaccount.invalid", "--trust-host", "nosuchaccount.invalid"))
                .containsExactly("account-missing", "account-missing", "not-checked");
    }

    @Test
    void silentServiceIsNotRetried() {
        azure.gateway().stop();
        CommandRun run = run("--write-probe");
        assertThat(run.out())
                .containsSubsequence(
                        "list containers      not checked", "Cannot connect to 127.0.0.1",
                        "list this container  not checked", "not tried after: Cannot connect",
                        "write to it          not checked", "not tried after: Cannot connect");
    }

    @Test
    void noAccount() {
        Map<String, String> environment = Variables.without(azure.podEnvironment(), "STORAGE_ACCOUNT_URL");
        Golden.check("access-no-account", run(environment));
        assertThat(verdicts(environment)).containsExactly("not-checked", "not-checked", "not-checked");
        assertThat(azure.gateway().requests()).isEmpty();
    }

    @Test
    void blobThatCannotBeRemovedIsNamed() {
        azure.gateway().on(RequestMatcher.method("DELETE").path(PROBE)).answer(403, "AuthorizationPermissionMismatch");
        CommandRun run = run("--write-probe");

        List<String> left = azure.blobs().list(azure.container());
        assertThat(left).hasSize(1);
        assertThat(run.out())
                .containsPattern("write to it +allowed ")
                .contains("the empty blob " + left.getFirst() + " could not be deleted");
    }

    /// The blob was written although the answer never came.
    @Test
    void blobWhoseAnswerWasLostIsRemovedToo() {
        azure.gateway().on(RequestMatcher.method("PUT").path(PROBE)).times(1).applyThenReset();
        assertThat(verdicts("--write-probe")).endsWith("not-checked");
        assertThat(azure.blobs().list(azure.container())).isEmpty();
    }
}
