package dev.blobdrop.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.net.HttpTransport;
import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialPlanTest {
    private static CredentialPlan authority(String host) {
        return TestPlans.of(CredentialKind.DEFAULT, Optional.empty(), Optional.empty(), Optional.of(host), Map.of());
    }

    private static CredentialPlan tenant(String tenant) {
        return TestPlans.of(CredentialKind.DEFAULT, Optional.of(tenant), Optional.empty(), Optional.empty(), Map.of());
    }

    @Test
    void publicCloudIsAskedUnlessToldOtherwise() {
        CredentialPlan plan = TestPlans.of(CredentialKind.DEFAULT, Map.of());
        assertThat(plan.authority()).isEqualTo("https://login.microsoftonline.com/");
        assertThat(plan.isKnownAuthority()).isTrue();
        assertThat(plan.facts().values()).containsEntry("authority", "login.microsoftonline.com");
    }

    @Test
    void remediesNameThePodThatTheDownwardApiNames() {
        CredentialPlan plan = TestPlans.of(
                CredentialKind.DEFAULT,
                Map.of(
                        "BLOBDROP_POD_NAMESPACE", "payments",
                        "BLOBDROP_POD_SERVICE_ACCOUNT", "uploader",
                        "BLOBDROP_POD_NAME", "upload-x7k2p"));
        Problem problem = Catalogue.standard().byId("A3").problem(plan.facts());
        assertThat(problem.remedy()).contains("kubectl -n payments delete pod upload-x7k2p");
    }

    private static CredentialPlan replayed(Optional<String> authority, String... variables) {
        Map<String, String> pod = new HashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            pod.put(variables[i], variables[i + 1]);
        }
        Environment environment = Environment.ofPod(pod);
        return new CredentialPlan(
                CredentialKind.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                authority,
                environment,
                HttpTransport.create(Optional.empty(), environment),
                SignInHost.NON_INTERACTIVE);
    }

    /// A recording from a third party must not redirect the pod's token to their server.
    @ParameterizedTest
    @CsvSource({
        "AZURE_AUTHORITY_HOST,https://login.microsoftonline.com.attacker.example/",
        "AZURE_AUTHORITY_HOST,https://login.microsoftonline.com@attacker.example/",
        "AZURE_AUTHORITY_HOST,https://127.0.0.1.attacker.example",
        "AZURE_KUBERNETES_TOKEN_PROXY,https://attacker.example:6443/x",
        "AZURE_KUBERNETES_TOKEN_PROXY,https://attacker_example/",
        "AZURE_KUBERNETES_TOKEN_PROXY,attacker.example"
    })
    void podsVariablesSendItsTokenToNoStranger(String variable, String url) {
        Problem problem = Thrown.by(() -> replayed(Optional.empty(), variable, url));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.code()).isEqualTo("untrusted-authority");
        assertThat(problem.detail()).contains(variable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.microsoftonline.com/",
                "https://login.microsoftonline.us",
                "https://LOGIN.chinacloudapi.cn/",
                "https://127.0.0.1:4430/",
                "https://localhost:4430"
            })
    void podsVariablesMayNameAzuresProvidersAndThisMachine(String url) {
        assertThat(replayed(Optional.empty(), "AZURE_AUTHORITY_HOST", url).authority())
                .isEqualTo(url);
    }

    @Test
    void whoeverIsNamedHereIsAskedForThePod() {
        String stack = "https://login.stack.contoso.com/";
        assertThat(replayed(Optional.of(stack), "AZURE_AUTHORITY_HOST", stack).authority())
                .isEqualTo(stack);
    }

    @Test
    void optionWinsOverTheVariable() {
        Map<String, String> variables = Map.of(
                "AZURE_AUTHORITY_HOST", "https://login.microsoftonline.us",
                "AZURE_TENANT_ID", "t-env",
                "AZURE_CLIENT_ID", "c-env");
        CredentialPlan env = TestPlans.of(CredentialKind.DEFAULT, variables);
        assertThat(env.authority()).isEqualTo("https://login.microsoftonline.us");
        assertThat(env.effectiveTenant()).contains("t-env");
        assertThat(env.effectiveClientId()).contains("c-env");
        CredentialPlan option = TestPlans.of(
                CredentialKind.DEFAULT,
                Optional.of("t-opt"),
                Optional.of("c-opt"),
                Optional.of("https://other.example"),
                variables);
        assertThat(option.authority()).isEqualTo("https://other.example");
        assertThat(option.facts().values())
                .containsEntry("tid", "t-opt")
                .containsEntry("cid", "c-opt")
                .containsEntry("authority", "other.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.microsoftonline.com",
                "HTTPS://LOGIN.MICROSOFTONLINE.COM/",
                "https://login.microsoftonline.us/",
                "https://login.partner.microsoftonline.cn",
                "https://login.chinacloudapi.cn",
            })
    void authoritiesOfTheCloudsAreKnown(String host) {
        assertThat(authority(host).isKnownAuthority()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1:8443/", "https://login.microsoftonline.com.evil.example"})
    void otherAuthoritiesAreTakenButNotKnown(String host) {
        assertThat(authority(host).isKnownAuthority()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "login.microsoftonline.com",
                "http://login.microsoftonline.com",
                "https://",
                "https:///x",
                "https://a b"
            })
    void authorityMustBeAnHttpsUrl(String host) {
        Problem problem = Thrown.by(() -> authority(host));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.code()).isEqualTo("bad-authority-host");
    }

    @Test
    void authorityOfTheEnvironmentIsCheckedToo() {
        Map<String, String> variables = Map.of("AZURE_AUTHORITY_HOST", "http://evil.example");
        assertThat(Thrown.by(() -> TestPlans.of(CredentialKind.DEFAULT, variables))
                        .code())
                .isEqualTo("bad-authority-host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"contoso.onmicrosoft.com", "72f988bf-86f1-41af-91ab-2d7cd011db47", "common"})
    void tenantsAreIdsOrDomains(String tenant) {
        assertThat(tenant(tenant).effectiveTenant()).contains(tenant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"c-1\"", "'c-1'", "c-1\n", "c-1 "})
    void clientIdWithWhatDoesNotBelongToItIsRefused(String id) {
        Map<String, String> variables = Map.of("AZURE_CLIENT_ID", id);
        Problem problem = Thrown.by(() -> TestPlans.of(CredentialKind.DEFAULT, variables));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.code()).isEqualTo("bad-client-id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a;b", "$(x)", "a\n"})
    void otherTenantsAreRefused(String tenant) {
        Problem problem = Thrown.by(() -> tenant(tenant));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.code()).isEqualTo("bad-tenant");
    }
}
