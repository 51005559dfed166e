package dev.blobdrop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tokens, refusals and documents in Entra's form.
class IdentityProviderIT {
    private final Sandbox azure = SharedSandbox.get();
    private final SdkClients sdk = new SdkClients(azure);
    private final String authority = azure.identityProvider().authorityHost();
    private final HttpClient http = HttpClient.newBuilder()
            .sslContext(azure.certificateAuthority().clientContext())
            .build();

    @BeforeEach
    void reset() {
        azure.reset();
    }

    @Test
    void tokenOfThePodHasEntrasClaims() throws Exception {
        var token = SignedJWT.parse(
                sdk.workloadIdentity().getTokenSync(SdkClients.STORAGE).getToken());
        var claims = token.getJWTClaimsSet();

        assertThat(claims.getAudience()).containsExactly("https://storage.azure.com");
        assertThat(claims.getIssuer()).isEqualTo("https://sts.windows.net/" + Identities.TENANT + "/");
        assertThat(claims.getClaims())
                .containsEntry("appid", Identities.POD.clientId())
                .containsEntry("oid", Identities.POD.objectId())
                .containsEntry("tid", Identities.TENANT)
                .containsEntry("appidacr", "2")
                .containsEntry("idtyp", "app")
                .containsEntry("ver", "1.0")
                .containsKeys("xms_mirid", "nbf", "iat", "exp");
        String keys = get(Identities.TENANT + "/discovery/v2.0/keys").body();
        var key = JWKSet.parse(keys).getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
    }

    @Test
    void refusalHasEntrasJson() throws Exception {
        var response = post(Identities.TENANT + "/oauth2/v2.0/token", "grant_type=client_credentials&client_id=nobody");

        Map<String, Object> body = JSONObjectUtils.parse(response.body());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(body).containsEntry("error", "unauthorized_client");
        assertThat(body.get("error_codes").toString()).isEqualTo("[700016]");
        assertThat(body.get("correlation_id")).isEqualTo("11112222-3333-4444-5555-666677778888");
        assertThat(body.get("error_description").toString())
                .startsWith("AADSTS700016: ")
                .containsPattern("Trace ID: \\S+ Correlation ID: 11112222-\\S+ Timestamp: "
                        + "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ$");
        assertThat(body).containsKeys("timestamp", "trace_id", "error_uri");
    }

    @Test
    void secretIsAcceptedAndAWrongOneRefused() {
        assertThat(secret(azure.identityProvider().robotSecret())
                        .getTokenSync(SdkClients.STORAGE)
                        .isExpired())
                .isFalse();
        assertThatThrownBy(() -> secret("wrong").getTokenSync(SdkClients.STORAGE))
                .hasStackTraceContaining("AADSTS7000215: Invalid client secret provided.");
        assertThat(azure.identityProvider().exchanges().getLast().status()).isEqualTo(401);
    }

    @Test
    void instanceDiscoveryKnowsThisHost() throws Exception {
        var body = get("common/discovery/instance?api-version=1.1").body();

        assertThat(JSONObjectUtils.parse(body)).containsKeys("tenant_discovery_endpoint", "metadata");
        assertThat(body).contains(URI.create(authority).getAuthority(), "login.microsoftonline.com");
    }

    @Test
    void configurationOfATenant() throws Exception {
        String path = "/v2.0/.well-known/openid-configuration";
        var known = JSONObjectUtils.parse(get(Identities.TENANT + path).body());

        assertThat(known.get("token_endpoint")).isEqualTo(authority + Identities.TENANT + "/oauth2/v2.0/token");
        assertThat(get("12345678-1234-4234-8234-123456789012" + path).body()).contains("AADSTS90002");
    }

    @Test
    void authorizePageIsThereForPeople() throws Exception {
        var response = get(Identities.TENANT
                + "/authorize?client_id=c&response_type=code&scope=openid"
                + "&redirect_uri=http%3A%2F%2Flocalhost%2F&state=s&nonce=n");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("<form");
    }

    @Test
    void unknownResourceIsRefused() throws Exception {
        var response = post(
                Identities.TENANT + "/oauth2/v2.0/token",
                "grant_type=client_credentials&client_id="
                        + Identities.ROBOT.clientId()
                        + "&client_secret="
                        + azure.identityProvider().robotSecret()
                        + "&scope=https://unknown.example/.default");

        assertThat(response.body()).contains("AADSTS500011");
    }

    private TokenCredential secret(String secret) {
        return new ClientSecretCredentialBuilder()
                .authorityHost(authority)
                .disableInstanceDiscovery()
                .tenantId(Identities.TENANT)
                .clientId(Identities.ROBOT.clientId())
                .clientSecret(secret)
                .httpClient(sdk.http())
                .build();
    }

    private HttpResponse<String> get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(authority + path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(authority + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("client-request-id", "11112222-3333-4444-5555-666677778888")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
