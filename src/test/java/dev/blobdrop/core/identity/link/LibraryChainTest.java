package dev.blobdrop.core.identity.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.AuthenticationRequiredException;
import com.azure.identity.ChainedTokenCredential;
import com.azure.identity.ChainedTokenCredentialBuilder;
import com.azure.identity.CredentialUnavailableException;
import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.LinkNames;
import dev.blobdrop.core.identity.StubLink;
import dev.blobdrop.core.identity.TestPlans;
import dev.blobdrop.core.identity.chain.CredentialChain;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Guards against a library that changes inside. A failure here means: read the library's new
/// source before its version is moved.
class LibraryChainTest {
    private static final List<String> PROD =
            List.of("EnvironmentCredential", "WorkloadIdentityCredential", "ManagedIdentityCredential");
    private static final List<String> DEV = List.of(
            "IntelliJCredential",
            "VisualStudioCodeCredential",
            "AzureCliCredential",
            "AzurePowerShellCredential",
            "AzureDeveloperCliCredential",
            "BrokerCredential");
    private static final List<String> ALL =
            Stream.concat(PROD.stream(), DEV.stream()).toList();

    private static final TokenRequestContext REQUEST =
            new TokenRequestContext().addScopes(CredentialPlan.STORAGE_SCOPE);
    private static final AccessToken TOKEN =
            new AccessToken("token", OffsetDateTime.now().plusHours(1));

    private static WireTap tap() {
        return new WireTap(new ChainRecorder(CredentialKind.DEFAULT, ChainListener.NONE));
    }

    private static CredentialPlan plan(String selection) {
        return TestPlans.of(CredentialKind.DEFAULT, Map.of("AZURE_TOKEN_CREDENTIALS", selection));
    }

    private static List<String> names(List<? extends Object> links) {
        return links.stream().map(link -> link.getClass().getSimpleName()).toList();
    }

    private static List<String> selected(String selection) {
        return names(LibraryChain.read(plan(selection), tap()));
    }

    @Test
    void versionIsTheOneThatWasStudied() throws IOException {
        Properties library = new Properties();
        try (InputStream in =
                ChainedTokenCredential.class.getClassLoader().getResourceAsStream("azure-identity.properties")) {
            library.load(in);
        }
        assertThat(library.getProperty("version")).isEqualTo("1.19.0");
    }

    @Test
    void fieldThatHoldsTheLinksIsThereAndAList() throws NoSuchFieldException {
        Field field = ChainedTokenCredential.class.getDeclaredField(LibraryChain.FIELD);
        assertThat(field.getType()).isEqualTo(List.class);
    }

    @Test
    void chainHasNineLinksInTheKnownOrder() {
        CredentialPlan plan = TestPlans.of(CredentialKind.DEFAULT, Map.of());
        assertThat(names(LibraryChain.read(plan, tap()))).isEqualTo(ALL);
    }

    @Test
    void everyLinkHasAName() {
        assertThat(ALL).allSatisfy(name -> assertThat(LinkNames.title(name)).isNotEqualTo(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "PROD", " prod "})
    void prodSelectsTheCredentialsOfServers(String selection) {
        assertThat(selected(selection)).isEqualTo(PROD);
    }

    @Test
    void devSelectsTheCredentialsOfPeople() {
        assertThat(selected("dev")).isEqualTo(DEV);
    }

    @Test
    void emptySelectionIsTheWholeChain() {
        assertThat(selected("")).isEqualTo(ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EnvironmentCredential",
                "WorkloadIdentityCredential",
                "ManagedIdentityCredential",
                "IntelliJCredential",
                "VisualStudioCodeCredential",
                "AzureCliCredential",
                "AzurePowerShellCredential",
                "AzureDeveloperCliCredential",
            })
    void oneNameSelectsOneLink(String name) {
        assertThat(selected(name)).containsExactly(name);
        assertThat(selected(name.toLowerCase(java.util.Locale.ROOT))).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BrokerCredential", "all", "prod,dev", "AzureCli"})
    void otherSelectionsAreAUsageProblem(String selection) {
        Problem problem = Thrown.by(() -> selected(selection));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.code()).isEqualTo("bad-credential-settings");
        assertThat(problem.detail())
                .isEqualTo("AZURE_TOKEN_CREDENTIALS must be dev, prod or the name of one credential;"
                        + " it is '"
                        + selection
                        + "'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "dev", "AzureCliCredential", "nonsense"})
    void credentialAskedForByNameIsFoundWhateverIsSelected(String selection) {
        assertThat(names(LibraryChain.readAll(plan(selection), tap()))).isEqualTo(ALL);
    }

    @ParameterizedTest
    @CsvSource({
        "ENVIRONMENT,EnvironmentCredential",
        "MANAGED_IDENTITY,ManagedIdentityCredential",
        "AZURE_CLI,AzureCliCredential",
        "AZURE_POWERSHELL,AzurePowerShellCredential",
        "AZURE_DEVELOPER_CLI,AzureDeveloperCliCredential",
        "WORKLOAD_IDENTITY,WorkloadIdentityCredential",
        "BROWSER,InteractiveBrowserCredential",
        "DEVICE_CODE,DeviceCodeCredential",
        "BROKER,BrokerCredential",
    })
    void oneKindIsOneLink(CredentialKind kind, String name) {
        CredentialPlan plan = TestPlans.of(kind, Map.of("AZURE_TOKEN_CREDENTIALS", "prod"));
        assertThat(CredentialChain.of(plan, ChainListener.NONE).trace().links())
                .extracting(ChainTrace.Link::name)
                .containsExactly(name);
    }

    private static AccessToken chain(StubLink... links) {
        ChainedTokenCredentialBuilder builder = new ChainedTokenCredentialBuilder();
        for (StubLink link : links) {
            builder.addLast(link);
        }
        return builder.build().getTokenSync(REQUEST);
    }

    @Test
    void chainMovesOnAfterALinkThatIsUnavailable() {
        StubLink absent = StubLink.throwing(new CredentialUnavailableException("no"));
        assertThat(chain(absent, new StubLink(request -> TOKEN))).isSameAs(TOKEN);
    }

    static Stream<RuntimeException> stoppingExceptions() {
        CredentialUnavailableException unavailable = new CredentialUnavailableException("no");
        return Stream.of(
                new AuthenticationRequiredException("sign in", REQUEST),
                new CredentialUnavailableException("a subclass") {
                    private static final long serialVersionUID = 1L;
                },
                new RuntimeException("refused"),
                new IllegalStateException("caused by unavailability", unavailable),
                new ClientAuthenticationException("refused", null));
    }

    @ParameterizedTest
    @MethodSource("stoppingExceptions")
    void chainStopsAtAnyOtherException(RuntimeException e) {
        StubLink next = new StubLink(request -> TOKEN);
        assertThatThrownBy(() -> chain(StubLink.throwing(e), next))
                .isInstanceOf(ClientAuthenticationException.class)
                .hasMessageContaining("StubLink authentication failed");
        assertThat(next.timesAsked()).isZero();
    }

    @Test
    void errorStopsTheChainUnwrapped() {
        StubLink next = new StubLink(request -> TOKEN);
        NoClassDefFoundError error = new NoClassDefFoundError("gone");
        assertThatThrownBy(() -> chain(StubLink.failing(error), next)).isSameAs(error);
        assertThat(next.timesAsked()).isZero();
    }

    @Test
    void linkThatAnswersNothingEndsTheChainWithNothing() {
        StubLink next = new StubLink(request -> TOKEN);
        assertThat(chain(new StubLink(request -> null), next)).isNull();
        assertThat(next.timesAsked()).isZero();
    }

    @Test
    void interruptionStopsTheChainWithTheOriginalException() {
        RuntimeException interrupted = new RuntimeException(new InterruptedException());
        StubLink next = new StubLink(request -> TOKEN);
        assertThatThrownBy(() -> chain(StubLink.throwing(interrupted), next)).isSameAs(interrupted);
        assertThat(next.timesAsked()).isZero();
    }

    @Test
    void chainWhereNobodyAnswersIsUnavailableItself() {
        StubLink absent = StubLink.throwing(new CredentialUnavailableException("no"));
        assertThatThrownBy(() -> chain(absent, absent)).isExactlyInstanceOf(CredentialUnavailableException.class);
    }

    @Test
    void plainChainAsksEveryLinkAgainEachTime() {
        StubLink absent = StubLink.throwing(new CredentialUnavailableException("no"));
        StubLink winner = new StubLink(request -> TOKEN);
        ChainedTokenCredential chain = new ChainedTokenCredentialBuilder()
                .addLast(absent)
                .addLast(winner)
                .build();
        chain.getTokenSync(REQUEST);
        chain.getTokenSync(REQUEST);
        assertThat(absent.timesAsked()).isEqualTo(2);
    }
}
