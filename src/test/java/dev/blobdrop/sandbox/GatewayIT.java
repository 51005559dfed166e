package dev.blobdrop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the gateway adds to Azurite: challenge, verified tokens, ordered faults, a log.
class GatewayIT {
    private final Sandbox azure = SharedSandbox.get();
    private final SdkClients sdk = new SdkClients(azure);
    private final HttpClient http = HttpClient.newBuilder()
            .sslContext(azure.certificateAuthority().clientContext())
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    @BeforeEach
    void reset() {
        azure.reset();
    }

    @Test
    void anonymousRequestLearnsTheTenant() throws Exception {
        var response = get(Map.of());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .isEqualTo("Bearer authorization_uri="
                        + azure.identityProvider().authorityHost()
                        + Identities.TENANT
                        + "/oauth2/authorize resource_id=https://storage.azure.com");
        assertThat(response.headers().firstValue("x-ms-error-code")).hasValue("NoAuthenticationInformation");
        assertThat(response.body())
                .startsWith("\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>")
                .contains("RequestId:", "Time:");
    }

    @Test
    void foreignTenantIsRefusedWithTheReason() throws Exception {
        String token = token(Identities.OTHER_TENANT, "https://storage.azure.com");

        assertRefused(token, "Issuer validation failed. Issuer did not match.");
    }

    @Test
    void otherAudienceIsRefusedWithTheReason() throws Exception {
        String token = token(Identities.TENANT, "https://management.azure.com");

        assertRefused(token, "Audience validation failed. Audience did not match.");
    }

    @Test
    void expiredTokenIsRefusedWithTheReason() throws Exception {
        azure.identityProvider().accessTokens().lifetime(Duration.ofSeconds(-5));
        String token = token(Identities.TENANT, "https://storage.azure.com");
        azure.identityProvider().accessTokens().lifetime(Duration.ofHours(1));

        assertRefused(token, "Lifetime validation failed.");
    }

    @Test
    void tokenOfAnotherSignerIsRefused() throws Exception {
        String token = azure.cluster().token().serialize();

        assertRefused(token, "Signature validation failed.");
    }

    @Test
    void orderedAnswerIsGivenSoOften() {
        azure.gateway()
                .on(RequestMatcher.method("PUT").path("/flaky$"))
                .times(2)
                .answer(503, "ServerBusy", Map.of("Retry-After", "0"));

        sdk.container(sdk.workloadIdentity(), 4).getBlobClient("flaky").upload(BinaryData.fromString("third time"));

        assertThat(azure.gateway().requests())
                .filteredOn(request -> request.path().endsWith("/flaky"))
                .extracting(LoggedRequest::status)
                .containsExactly(503, 503, 201);
    }

    @Test
    void resetDropsTheRequestBeforeTheService() {
        azure.gateway().on(RequestMatcher.method("PUT").path("/lost$")).times(1).reset();

        assertThatThrownBy(() -> azure.blobs().put(azure.container(), "lost", new byte[100_000]))
                .hasCauseInstanceOf(IOException.class);
        assertThat(azure.blobs().exists(azure.container(), "lost")).isFalse();
        assertThat(azure.gateway().requests().getFirst().status()).isZero();
    }

    @Test
    void applyThenResetLeavesTheBlobButGivesNoAnswer() {
        azure.gateway().on(RequestMatcher.method("PUT").path("/kept$")).times(1).applyThenReset();

        assertThatThrownBy(() -> azure.blobs().put(azure.container(), "kept", new byte[] {7}))
                .hasCauseInstanceOf(IOException.class);
        assertThat(azure.blobs().get(azure.container(), "kept")).containsExactly(7);
    }

    @Test
    void delayHoldsTheAnswerBack() {
        azure.gateway().on(RequestMatcher.any().query("comp=list")).times(1).delay(Duration.ofMillis(600));
        Instant before = Instant.now();

        azure.blobs().list(azure.container());

        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(600));
    }

    @Test
    void stoppedGatewayIsUnreachableUntilStarted() {
        azure.gateway().stop();
        assertThatThrownBy(() -> azure.blobs().list(azure.container()))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("does not answer");
        azure.gateway().start();

        assertThat(azure.blobs().list(azure.container())).isEmpty();
    }

    @Test
    void rangesAndHeadersPass() throws Exception {
        azure.blobs().put(azure.container(), "r", "0123456789".getBytes(StandardCharsets.UTF_8));
        var request = request("/" + azure.container() + "/r")
                .header("Authorization", "Bearer " + token(Identities.TENANT, STORAGE))
                .header("x-ms-range", "bytes=2-4")
                .build();

        var response = http.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).isEqualTo("234");
        var head = azure.blobs().head(azure.container(), "r");
        assertThat(head.length()).isEqualTo(10);
        assertThat(head.contentMd5()).hasValue("eB5eJF1ptWaXm4bijSPyxw==");
    }

    @Test
    void logHoldsBytesAndNoHeader() {
        azure.blobs().put(azure.container(), "logged", new byte[1234]);

        assertThat(azure.gateway().requests()).singleElement().satisfies(request -> {
            assertThat(request.received()).isEqualTo(1234);
            assertThat(request.status()).isEqualTo(201);
            assertThat(request.toString()).doesNotContain("eyJ", "Bearer");
        });
    }

    private static final String STORAGE = "https://storage.azure.com";

    private String token(String tenant, String audience) {
        return azure.identityProvider().accessTokens().forApplication(tenant, Identities.POD, audience, "2");
    }

    private void assertRefused(String token, String detail) throws Exception {
        var response = get(Map.of("Authorization", "Bearer " + token));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("x-ms-error-code")).hasValue("InvalidAuthenticationInfo");
        assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(response.body()).contains("<AuthenticationErrorDetail>" + detail);
    }

    private HttpResponse<String> get(Map<String, String> headers) throws Exception {
        var request = request("/" + azure.container() + "?restype=container");
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(azure.accountUrl() + path)).header("x-ms-version", "2024-11-04");
    }
}
