package dev.blobdrop.core.identity.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenRequestContext;
import dev.blobdrop.core.identity.BrokerLibrary;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.ChainTrace.Effect;
import dev.blobdrop.core.identity.ChainTrace.Outcome;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.TestPlans;
import dev.blobdrop.core.identity.TestTokens;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Chains that end before anything is asked over a network.
class CredentialChainTest {
    @TempDir
    Path folder;

    private final List<ChainTrace.Link> heard = new ArrayList<>();

    private CredentialChain chain(CredentialKind kind, Map<String, String> variables) {
        return CredentialChain.of(TestPlans.of(kind, variables), heard::add);
    }

    @Test
    void nothingIsAskedBeforeSomebodySignsIn() {
        ChainTrace trace = chain(CredentialKind.DEFAULT, Map.of()).trace();
        assertThat(trace.links()).hasSize(9).allMatch(l -> l.effect() == Effect.NOT_REACHED);
        assertThat(trace.links()).extracting(ChainTrace.Link::order).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(trace.identity()).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void workloadIdentityWithoutInjectionNamesTheVariables() {
        CredentialChain chain = chain(CredentialKind.WORKLOAD_IDENTITY, Map.of());
        Problem problem = Thrown.by(chain::signIn);
        assertThat(problem.kind()).isEqualTo(Problem.Kind.NO_IDENTITY);
        assertThat(problem.code()).isEqualTo("not-injected");
        assertThat(chain.trace().links().getFirst().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(heard).hasSize(1);
    }

    @Test
    void environmentCredentialThatDoesNotApplyIsNoIdentity() {
        CredentialChain chain = chain(CredentialKind.ENVIRONMENT, Map.of());
        Problem problem = Thrown.by(chain::signIn);
        assertThat(problem.code()).isEqualTo("no-identity");
        assertThat(problem.detail()).isEqualTo("Environment: AZURE_CLIENT_ID and AZURE_TENANT_ID are not set.");
        assertThat(problem.remedy().getFirst()).startsWith("credential default");
        assertThat(chain.trace().links().getFirst().outcome()).isEqualTo(Outcome.UNAVAILABLE);
    }

    @Test
    void remedyInAClusterIsTheLabel() {
        Map<String, String> pod = Map.of(
                "KUBERNETES_SERVICE_HOST", "10.0.0.1",
                "AZURE_TOKEN_CREDENTIALS", "prod",
                "AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:9");
        Problem problem = Thrown.by(chain(CredentialKind.DEFAULT, pod)::signIn);
        assertThat(problem.remedy().getFirst()).contains("azure.workload.identity/use");
    }

    @Test
    void asynchronousCallersHearTheSameProblem() {
        CredentialChain chain = chain(CredentialKind.ENVIRONMENT, Map.of());
        TokenRequestContext request = new TokenRequestContext().addScopes(CredentialPlan.STORAGE_SCOPE);
        assertThat(Thrown.by(() -> chain.credential().getToken(request).block(Duration.ofSeconds(20)))
                        .code())
                .isEqualTo("no-identity");
    }

    @Test
    void brokerIsRefusedOutsideWindows() {
        assertThat(BrokerLibrary.obstacle(System.getProperty("os.name"), false)).isPresent();
        assertThat(Thrown.by(chain(CredentialKind.BROKER, Map.of())::signIn).code())
                .isEqualTo("broker-needs-windows");
    }

    @Test
    void factsJoinPlanAndFederatedToken() throws IOException {
        Path file = folder.resolve("token");
        Files.writeString(file, TestTokens.projected(Instant.now().plusSeconds(600)));
        Map<String, String> pod = Map.of("AZURE_CLIENT_ID", "c-1", "AZURE_FEDERATED_TOKEN_FILE", file.toString());
        assertThat(chain(CredentialKind.DEFAULT, pod).facts().values())
                .containsEntry("cid", "c-1")
                .containsEntry("sa", "uploader")
                .containsEntry("authority", "login.microsoftonline.com")
                .doesNotContainKey("oid");
    }

    @Test
    void badSettingsAreRefusedBeforeAnybodyIsAsked() {
        assertThat(Thrown.by(() -> chain(CredentialKind.DEFAULT, Map.of("AZURE_TOKEN_CREDENTIALS", "x")))
                        .kind())
                .isEqualTo(Problem.Kind.USAGE);
    }
}
