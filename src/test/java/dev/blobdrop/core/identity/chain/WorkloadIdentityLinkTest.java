package dev.blobdrop.core.identity.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.ChainTrace.HttpCall;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.LinkNames;
import dev.blobdrop.core.identity.Recorded;
import dev.blobdrop.core.identity.TestPlans;
import dev.blobdrop.core.identity.TestTokens;
import dev.blobdrop.core.identity.link.ChainRecorder;
import dev.blobdrop.core.identity.link.LibraryChain;
import dev.blobdrop.core.identity.link.NamedCredential;
import dev.blobdrop.core.identity.link.PlainPodChain;
import dev.blobdrop.core.identity.link.WireTap;
import dev.blobdrop.core.identity.link.WorkloadIdentityLink;
import dev.blobdrop.core.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The exchange without the library, held against the library's own: they send the same and make
/// the same of the same answers.
@Timeout(60)
class WorkloadIdentityLinkTest {
    private static final String AUTHORITY = "https://sts.example:8443/";
    private static final String TOKEN = TestTokens.of(TestTokens.APP);
    private static final Recorded.Answer GOOD = success(3600, "\"refresh_in\":1800,");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void projectToken() throws IOException {
        file = folder.resolve("token");
        Files.writeString(file, TestTokens.projected(Instant.now().plusSeconds(600)) + "\n");
    }

    private static Recorded.Answer success(Object seconds, String more) {
        return new Recorded.Answer(
                200,
                "{\"token_type\":\"Bearer\",\"expires_in\":"
                        + seconds
                        + ","
                        + more
                        + "\"access_token\":\""
                        + TOKEN
                        + "\"}");
    }

    private CredentialPlan plan(String authority, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("AZURE_CLIENT_ID", "22222222-2222-4222-8222-222222222222");
        variables.putIfAbsent("AZURE_TENANT_ID", "11111111-1111-4111-8111-111111111111");
        variables.put("AZURE_FEDERATED_TOKEN_FILE", file.toString());
        return TestPlans.of(
                CredentialKind.WORKLOAD_IDENTITY,
                Optional.empty(),
                Optional.empty(),
                Optional.of(authority),
                variables);
    }

    private static TokenRequestContext request() {
        return new TokenRequestContext().addScopes(CredentialPlan.STORAGE_SCOPE).setCaeEnabled(true);
    }

    /// One side of the comparison, with what its chain would show.
    private static final class Side {
        private final ChainRecorder recorder;
        private final Recorded client;
        private final AtomicInteger asked = new AtomicInteger();
        private final TokenCredential link;

        private Side(CredentialPlan plan, boolean own, Clock clock, Recorded.Answer... answers) {
            recorder = new ChainRecorder(plan.kind(), ChainListener.NONE);
            recorder.add(LinkNames.WORKLOAD_IDENTITY);
            recorder.started(1);
            client = new Recorded(List.of(answers));
            WireTap tap = new WireTap(recorder);
            ChainLinks links = new ChainLinks(plan, tap, clock);
            link = own
                    ? new WorkloadIdentityLink(plan, tap, clock, client, (calls, first) -> {
                        asked.incrementAndGet();
                        return links.workloadIdentity(calls, first);
                    })
                    : links.workloadIdentity(tap, client);
        }

        static Side own(CredentialPlan plan, Recorded.Answer... answers) {
            return new Side(plan, true, Clock.systemUTC(), answers);
        }

        static Side library(CredentialPlan plan, Recorded.Answer... answers) {
            return new Side(plan, false, Clock.systemUTC(), answers);
        }

        AccessToken token() {
            return link.getTokenSync(request());
        }

        /// Without the question about the authority, which only the library asks.
        List<String> calls() {
            recorder.finished(1, ChainTrace.Outcome.WON, ChainTrace.Effect.ANSWERED, Duration.ZERO, "");
            return recorder.trace().links().getFirst().calls().stream()
                    .filter(call -> call.method().equals("POST"))
                    .map(Side::shown)
                    .toList();
        }

        private static String shown(HttpCall call) {
            return call.method() + call.host() + call.path() + call.status();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://sts.example:8443/,11111111-1111-4111-8111-111111111111",
        "https://sts.example:8443,contoso.onmicrosoft.com",
        "https://login.microsoftonline.com/,11111111-1111-4111-8111-111111111111",
        "https://login.microsoftonline.com,11111111-1111-4111-8111-111111111111",
    })
    void bothSendTheSameAndShowTheSame(String authority, String tenant) throws IOException {
        CredentialPlan plan = plan(authority, Map.of("AZURE_TENANT_ID", tenant));
        Side own = Side.own(plan, GOOD);
        Side library = Side.library(plan, GOOD);

        AccessToken mine = own.token();
        AccessToken theirs = library.token();

        assertThat(own.asked).as("the library is not needed").hasValue(0);
        assertThat(own.client.asked()).hasSize(1).isEqualTo(library.client.asked());
        assertThat(own.client.asked().getFirst().form())
                .containsEntry("client_assertion", Files.readString(file).strip());
        assertThat(own.calls()).hasSize(1).isEqualTo(library.calls());
        assertSame(mine, theirs);
    }

    private static void assertSame(AccessToken mine, AccessToken theirs) {
        assertThat(mine.getToken()).isEqualTo(theirs.getToken());
        assertThat(mine.getExpiresAt()).isCloseTo(theirs.getExpiresAt(), within(3, ChronoUnit.SECONDS));
        assertThat(mine.getTokenType()).isEqualTo(theirs.getTokenType());
    }

    @Test
    void tokenIsRefreshedWhenTheAnswerSaysSo() {
        CredentialPlan plan = plan(AUTHORITY, Map.of());
        assertThat(Side.own(plan, GOOD).token().getRefreshAt())
                .isCloseTo(Side.library(plan, GOOD).token().getRefreshAt(), within(3, ChronoUnit.SECONDS));
    }

    static Stream<Recorded.Answer> goodAnswers() {
        return Stream.of(
                success(3600, ""),
                success("\"3600\"", ""),
                success(3600, "\"ext_expires_in\":7200,\"refresh_in\":\"1800\","),
                success(30, ""));
    }

    @ParameterizedTest
    @MethodSource("goodAnswers")
    void bothAcceptTheSameAnswers(Recorded.Answer answer) {
        CredentialPlan plan = plan(AUTHORITY, Map.of());
        Side own = Side.own(plan, answer);
        assertSame(own.token(), Side.library(plan, answer).token());
        assertThat(own.asked).hasValue(0);
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                        Map.entry(
                                400,
                                "{\"error\":\"invalid_client\",\"error_description\":"
                                        + "\"AADSTS700213: No matching federated identity record"
                                        + " found.\",\"error_codes\":[700213]}"),
                        Map.entry(401, "{\"error\":\"x\"}"),
                        Map.entry(400, ""),
                        Map.entry(403, "<html>blocked by the proxy</html>"),
                        Map.entry(200, "<html>log in to this network</html>"),
                        Map.entry(200, "{}"),
                        Map.entry(200, "{\"access_token\":\"" + TOKEN + "\"}"),
                        Map.entry(200, "{\"expires_in\":\"soon\",\"access_token\":\"" + TOKEN + "\"}"),
                        Map.entry(302, ""))
                .map(answer -> Arguments.of(answer.getKey(), answer.getValue()));
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void whatIsNoTokenMeansWhatItMeansToTheLibrary(int status, String body) {
        CredentialPlan plan = plan(AUTHORITY, Map.of());
        Side own = Side.own(plan, new Recorded.Answer(status, body));
        Side library = Side.library(plan, new Recorded.Answer(status, body));

        assertThat(outcome(own)).isEqualTo(outcome(library));
        assertThat(own.client.asked()).isEqualTo(library.client.asked());
        assertThat(own.calls()).isEqualTo(library.calls());
    }

    /// What was thrown, cause by cause, or what the token is.
    private static List<String> outcome(Side side) {
        AccessToken[] token = new AccessToken[1];
        Throwable thrown = catchThrowable(() -> token[0] = side.token());
        return thrown == null
                ? List.of(String.valueOf(token[0].getToken()))
                : Problems.causes(thrown).stream()
                        .map(cause -> cause.getClass().getName() + ": " + cause.getMessage())
                        .toList();
    }

    static Stream<Recorded.Answer> passingTroubles() {
        return Stream.of(new Recorded.Answer(429, "{}"), new Recorded.Answer(0, null));
    }

    @ParameterizedTest
    @MethodSource("passingTroubles")
    void bothTryAgainAfterTheSameTrouble(Recorded.Answer trouble) {
        CredentialPlan plan = plan(AUTHORITY, Map.of());
        Side own = Side.own(plan, trouble, GOOD);
        Side library = Side.library(plan, trouble, GOOD);

        assertThat(own.token().getToken()).isEqualTo(library.token().getToken());
        assertThat(own.client.asked()).hasSize(2).isEqualTo(library.client.asked());
        assertThat(own.calls()).hasSize(2).isEqualTo(library.calls());
    }

    @Test
    void bothGiveUpAfterTheSameNumberOfTries() {
        CredentialPlan plan = plan(AUTHORITY, Map.of());
        Recorded.Answer none = new Recorded.Answer(0, null);
        Side own = Side.own(plan, none);
        Side library = Side.library(plan, none);

        assertThat(outcome(own)).isEqualTo(outcome(library));
        assertThat(own.client.asked()).hasSize(3).isEqualTo(library.client.asked());
        assertThat(own.calls()).isEqualTo(library.calls());
    }

    /// The caller keeps the token and asks again when the service rejects it.
    @Test
    void eachAskingIsAnExchangeWithTheTokenThatLiesThereThen() throws IOException {
        Side own = Side.own(plan(AUTHORITY, Map.of()), GOOD);
        own.token();
        String rotated = TestTokens.projected(Instant.now().plusSeconds(7200));
        Files.writeString(file, rotated);

        own.token();

        assertThat(own.client.asked()).hasSize(2);
        assertThat(own.client.asked().getLast().form()).containsEntry("client_assertion", rotated);
    }

    @Test
    void aTokenThatIsRevokedIsTheLibrarysToReplace() {
        CredentialPlan plan = plan(AUTHORITY, Map.of());
        String claims = "{\"access_token\":{\"nbf\":{\"value\":\"1\"}}}";
        Side own = Side.own(plan, GOOD);
        Side library = Side.library(plan, GOOD);
        own.token();

        own.link.getTokenSync(request().setClaims(claims));
        library.link.getTokenSync(request().setClaims(claims));

        assertThat(own.asked).hasValue(1);
        assertThat(own.client.asked().getLast())
                .isEqualTo(library.client.asked().getLast());
    }

    @Test
    void anotherTenantIsRefusedAsTheLibraryRefusesIt() {
        Side own = Side.own(plan(AUTHORITY, Map.of()), GOOD);
        assertThatThrownBy(() -> own.link.getTokenSync(request().setTenantId("other-tenant")))
                .hasMessageContaining("not configured to acquire tokens for tenant other-tenant");
        assertThat(own.client.asked()).isEmpty();
    }

    /// In a pod the links of the default chain are made without the library; it must have the same.
    @ParameterizedTest
    @ValueSource(strings = {"", "prod", " PROD "})
    void chainOfAPodHasTheLibrarysLinksInItsOrder(String selection) {
        CredentialPlan plan = pod(Map.of("AZURE_TOKEN_CREDENTIALS", selection));
        assertThat(PlainPodChain.applies(plan)).isTrue();
        WireTap tap = new WireTap(new ChainRecorder(plan.kind(), ChainListener.NONE));
        assertThat(new PlainPodChain(plan, tap, Clock.systemUTC()).links())
                .extracting(NamedCredential::name)
                .isEqualTo(LibraryChain.read(plan, tap).stream()
                        .map(NamedCredential::nameOf)
                        .toList());
    }

    private CredentialPlan pod(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
        return plan(AUTHORITY, variables);
    }

    @ParameterizedTest
    @CsvSource({
        "AZURE_TOKEN_CREDENTIALS,dev",
        "AZURE_TOKEN_CREDENTIALS,nonsense",
        "AZURE_CLIENT_SECRET,secret",
        "AZURE_CLIENT_CERTIFICATE_PATH,/cert.pem",
        "AZURE_USERNAME,alice",
        "AZURE_KUBERNETES_TOKEN_PROXY,https://proxy.example",
    })
    void otherChainsAreTheLibrarys(String name, String value) {
        assertThat(PlainPodChain.applies(pod(Map.of(name, value)))).isFalse();
        assertThat(PlainPodChain.applies(plan(AUTHORITY, Map.of())))
                .as("outside a pod")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.chinacloudapi.cn/",
                "https://contoso.ciamlogin.com/",
                "https://contoso.b2clogin.com/",
                "https://sts.example/path/",
            })
    void otherAuthoritiesAreTheLibrarys(String authority) {
        assertThat(WorkloadIdentityLink.isPlain(plan(authority, Map.of()))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "AZURE_KUBERNETES_TOKEN_PROXY,https://proxy.example",
        "AZURE_KUBERNETES_CA_FILE,/ca.crt",
        "AZURE_REGIONAL_AUTHORITY_NAME,westeurope",
        "AZURE_TENANT_ID,adfs",
    })
    void otherWaysAreTheLibrarys(String name, String value) {
        assertThat(WorkloadIdentityLink.isPlain(plan(AUTHORITY, Map.of(name, value))))
                .isFalse();
        assertThat(WorkloadIdentityLink.isPlain(plan(AUTHORITY, Map.of()))).isTrue();
    }
}
