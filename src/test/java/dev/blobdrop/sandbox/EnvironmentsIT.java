package dev.blobdrop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a process in the pod and one on a laptop see, the latter with its stand-in `az`.
class EnvironmentsIT {
    private record Run(int exit, String output, String error) {}

    private final Sandbox azure = SharedSandbox.get();

    @BeforeEach
    void reset() {
        azure.reset();
    }

    @Test
    void podHasWhatTheWebhookInjects() {
        var pod = azure.podEnvironment();

        assertThat(pod)
                .containsOnlyKeys(
                        "AZURE_CLIENT_ID",
                        "AZURE_TENANT_ID",
                        "AZURE_FEDERATED_TOKEN_FILE",
                        "AZURE_AUTHORITY_HOST",
                        "AZURE_POD_IDENTITY_AUTHORITY_HOST",
                        "KUBERNETES_SERVICE_HOST",
                        "KUBERNETES_SERVICE_PORT",
                        "HOSTNAME",
                        "STORAGE_ACCOUNT_URL",
                        "BLOBDROP_CA_FILE",
                        "PATH",
                        "HOME");
        assertThat(pod.get("AZURE_AUTHORITY_HOST")).startsWith("https://").endsWith("/");
        assertThat(Path.of(pod.get("AZURE_FEDERATED_TOKEN_FILE"))).isNotEmptyFile();
        assertThat(Path.of(pod.get("HOME"))).isDirectory();
        assertThat(Ports.answers(
                        URI.create(pod.get("AZURE_POD_IDENTITY_AUTHORITY_HOST")).getPort()))
                .isFalse();
    }

    @Test
    void laptopHasNoTraceOfTheCluster() {
        assertThat(azure.laptopEnvironment().keySet())
                .noneMatch(name -> name.startsWith("KUBERNETES"))
                .doesNotContain("AZURE_CLIENT_ID", "AZURE_FEDERATED_TOKEN_FILE");
    }

    @Test
    void azGivesTheDevelopersToken() throws Exception {
        Run run = az("account", "get-access-token", "--output", "json", "--resource", "https://storage.azure.com");

        assertThat(run.exit()).isZero();
        var answer = JSONObjectUtils.parse(run.output());
        var claims = SignedJWT.parse(answer.get("accessToken").toString()).getJWTClaimsSet();
        assertThat(claims.getStringClaim("upn")).isEqualTo("alice@contoso.example");
        assertThat(claims.getStringClaim("scp")).isEqualTo("user_impersonation");
        assertThat(answer.get("expires_on"))
                .isEqualTo(claims.getExpirationTime().getTime() / 1000);
        assertThat(answer.get("expiresOn").toString()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
        assertThat(azure.identityProvider().exchanges())
                .extracting(Exchange::grant)
                .containsExactly("cli");
    }

    @Test
    void azForAnUnknownTenantFails() throws Exception {
        Run run = az(
                "account",
                "get-access-token",
                "--resource",
                "https://storage.azure.com",
                "--tenant",
                "12345678-1234-4234-8234-123456789012");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.error()).contains("AADSTS90002");
    }

    @Test
    void azSignedOut() throws Exception {
        azure.az().mode(StandInAz.Mode.SIGNED_OUT);

        Run run = az("account", "get-access-token", "--resource", "https://storage.azure.com");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.error()).isEqualTo("Please run 'az login' to setup account.\n");
        assertThat(run.output()).isEmpty();
    }

    @Test
    void azWarnsBeforeItsJson() throws Exception {
        azure.az().mode(StandInAz.Mode.WARNS);

        Run run = az("account", "get-access-token", "--resource", "https://storage.azure.com");

        assertThat(run.exit()).isZero();
        assertThat(run.error()).startsWith("WARNING");
        assertThat(run.output()).startsWith("{");
    }

    @Test
    void azHangs() throws Exception {
        azure.az().mode(StandInAz.Mode.HANGS);
        Process process = start("account", "get-access-token");

        assertThat(process.waitFor(1500, TimeUnit.MILLISECONDS)).isFalse();
        process.destroyForcibly().waitFor();
    }

    @Test
    void azKnowsNothingElse() throws Exception {
        assertThat(az("group", "list").exit()).isEqualTo(2);
        assertThat(az("--version").output()).startsWith("azure-cli");
    }

    @Test
    void azHoldsNoSecret() throws Exception {
        String script = Files.readString(azure.az().directory().resolve("az"));

        assertThat(script).doesNotContain("eyJ").doesNotContain("PRIVATE");
    }

    private Run az(String... arguments) throws Exception {
        Process process = start(arguments);
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output, error);
    }

    private Process start(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("sh", "-c", "exec az \"$@\"", "sh"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(azure.laptopEnvironment());
        return builder.start();
    }
}
