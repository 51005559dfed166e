package dev.blobdrop.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FederatedTokenTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void project() throws IOException {
        file = Files.writeString(folder.resolve("token"), TestTokens.projected(NOW.plusSeconds(600)));
    }

    private Map<String, String> pod() {
        return new HashMap<>(Map.of(
                "KUBERNETES_SERVICE_HOST", "10.0.0.1",
                "AZURE_CLIENT_ID", "c-1",
                "AZURE_TENANT_ID", "t-1",
                "AZURE_FEDERATED_TOKEN_FILE", file.toString()));
    }

    private static CredentialPlan plan(Map<String, String> variables) {
        return TestPlans.of(CredentialKind.WORKLOAD_IDENTITY, variables);
    }

    private static Problem refusal(Map<String, String> variables) {
        Problem problem = Thrown.by(() -> FederatedToken.check(plan(variables), NOW));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.NO_IDENTITY);
        assertThat(problem.remedy()).isNotEmpty();
        return problem;
    }

    private Problem content(String text) throws IOException {
        Files.writeString(file, text);
        return refusal(pod());
    }

    @Test
    void goodTokenIsTaken() {
        FederatedToken token = FederatedToken.check(plan(pod()), NOW);
        assertThat(token.file()).isEqualTo(file);
        assertThat(token.issuer()).isEqualTo("https://issuer.example/1/");
    }

    @Test
    void lineBreakAfterTheTokenDoesNotMatter() throws IOException {
        Files.writeString(file, TestTokens.projected(NOW.plusSeconds(1)) + "\n");
        assertThat(FederatedToken.check(plan(pod()), NOW).file()).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource({
        "AZURE_CLIENT_ID,no-client-id,client-id annotation",
        "AZURE_TENANT_ID,container-skipped,webhook skipped this container",
        "AZURE_FEDERATED_TOKEN_FILE,container-skipped,webhook skipped this container",
    })
    void variableMissingInAPodIsNamed(String name, String code, String why) {
        Map<String, String> variables = pod();
        variables.remove(name);
        Problem problem = refusal(variables);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.detail()).startsWith(name + " is not set: ").contains(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_FEDERATED_TOKEN_FILE"})
    void variableMissingOutsideACluster(String name) {
        Map<String, String> variables = pod();
        variables.remove("KUBERNETES_SERVICE_HOST");
        variables.remove(name);
        Problem problem = refusal(variables);
        assertThat(problem.code()).isEqualTo("not-injected");
        assertThat(problem.detail()).isEqualTo(name + " is not set, and this is not a Kubernetes pod.");
        assertThat(problem.remedy().getFirst()).startsWith("credential default");
    }

    @Test
    void blankVariableIsAMissingOne() {
        Map<String, String> variables = pod();
        variables.put("AZURE_CLIENT_ID", "");
        assertThat(refusal(variables).code()).isEqualTo("no-client-id");
    }

    @Test
    void allMissingVariablesAreNamedAtOnce() {
        assertThat(refusal(Map.of("KUBERNETES_SERVICE_HOST", "x")).detail())
                .startsWith("AZURE_CLIENT_ID, AZURE_TENANT_ID, AZURE_FEDERATED_TOKEN_FILE are not set:"
                        + " the webhook did not change this pod.");
    }

    @Test
    void labelledPodThatTheWebhookLeftAsItWasIsTold() {
        Problem problem = refusal(Map.of(
                "KUBERNETES_SERVICE_HOST", "x",
                "BLOBDROP_POD_LABEL_WORKLOAD_IDENTITY", "true"));
        assertThat(problem.code()).isEqualTo("webhook-did-not-run");
        assertThat(problem.detail()).endsWith("the pod has the label, but the webhook did not change it.");
        assertThat(problem.remedy()).anyMatch(line -> line.contains("--enable-workload-identity"));
    }

    @Test
    void serviceAccountToAnnotateIsNamedByItsToken() {
        Map<String, String> variables = pod();
        variables.remove("AZURE_CLIENT_ID");
        assertThat(refusal(variables).remedy().getFirst())
                .isEqualTo("kubectl -n team-a annotate sa uploader"
                        + " azure.workload.identity/client-id=CLIENT_ID --overwrite");
    }

    @Test
    void newPodFixesAnExpiredToken() throws IOException {
        Problem problem = content(TestTokens.projected(NOW.minusSeconds(600)));
        assertThat(problem.code()).isEqualTo("token-file-expired");
        assertThat(problem.remedy().getFirst()).isEqualTo("Mount the token volume without subPath");
    }

    @Test
    void missingFileIsReported() throws IOException {
        Files.delete(file);
        Problem problem = refusal(pod());
        assertThat(problem.code()).isEqualTo("token-file-missing");
        assertThat(problem.title()).contains(file.toString());
        assertThat(problem.detail()).contains("AZURE_FEDERATED_TOKEN_FILE points to it");
    }

    @Test
    void folderInPlaceOfTheFileIsUnreadable() {
        Map<String, String> variables = pod();
        variables.put("AZURE_FEDERATED_TOKEN_FILE", folder.toString());
        assertThat(refusal(variables).code()).isEqualTo("token-file-unreadable");
    }

    @Test
    void fileThatMayNotBeReadIsUnreadable() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("this user may read everything").isFalse();
        assertThat(refusal(pod()).code()).isEqualTo("token-file-unreadable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \n"})
    void emptyFileIsReported(String text) throws IOException {
        assertThat(content(text).code()).isEqualTo("token-file-empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a.b", "a.b.c"})
    void contentThatIsNoTokenIsSaidSoAndNotRepeated(String text) throws IOException {
        Problem problem = content("S3cr3t" + text);
        assertThat(problem.code()).isEqualTo("token-file-no-token");
        assertThat(problem.toString()).doesNotContain("S3cr3t");
    }

    @Test
    void binaryContentIsNoToken() throws IOException {
        Files.write(file, new byte[] {(byte) 0xFF, 0, (byte) 0xC3});
        assertThat(refusal(pod()).code()).isEqualTo("token-file-no-token");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "-30,1", "-3600,60"})
    void expiredTokenIsReported(long left, long minutes) throws IOException {
        Problem problem = content(TestTokens.projected(NOW.plusSeconds(left)));
        assertThat(problem.code()).isEqualTo("token-file-expired");
        assertThat(problem.detail()).startsWith("The token expired " + minutes + " minutes ago");
    }

    @Test
    void tokenWithoutAnEndIsLeftToTheIdentityProvider() throws IOException {
        Files.writeString(file, TestTokens.of("{\"iss\":\"x\"}"));
        assertThat(FederatedToken.check(plan(pod()), NOW).issuer()).isEqualTo("x");
    }

    @Test
    void factsCarryWhatAFederatedCredentialMustSay() {
        assertThat(FederatedToken.facts(plan(pod())).values())
                .isEqualTo(Map.of(
                        "iss", "https://issuer.example/1/",
                        "sub", "system:serviceaccount:team-a:uploader",
                        "aud", "api://AzureADTokenExchange",
                        "ns", "team-a",
                        "sa", "uploader"));
    }

    @Test
    void factsOfAnUnusableTokenAreNone() throws IOException {
        Files.writeString(file, "garbage");
        assertThat(FederatedToken.facts(plan(pod())).values()).isEmpty();
        Files.delete(file);
        assertThat(FederatedToken.facts(plan(pod())).values()).isEmpty();
        assertThat(FederatedToken.facts(plan(Map.of())).values()).isEmpty();
    }

    @Test
    void otherSubjectsNameNoServiceAccount() throws IOException {
        Files.writeString(file, TestTokens.of("{\"sub\":\"repo:contoso/x:ref:main\"}"));
        assertThat(FederatedToken.facts(plan(pod())).values()).containsOnlyKeys("sub");
    }
}
