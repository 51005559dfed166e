package dev.blobdrop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each way in which a federation is wrong gives Entra's own code, as the real library reports it.
class FederationIT {
    private static final String SUBJECT = "system:serviceaccount:uploads:blobdrop";

    private final Sandbox azure = SharedSandbox.get();
    private final SdkClients sdk = new SdkClients(azure);

    @BeforeEach
    void reset() {
        azure.reset();
    }

    static Stream<Arguments> wrongTokens() {
        return Stream.of(
                wrong(
                        700213,
                        "subject 'system:serviceaccount:uploads:other'",
                        t -> t.withSubject("system:serviceaccount:uploads:other")),
                wrong(7002138, "not with case-sensitive", t -> t.withSubject("system:serviceaccount:uploads:Blobdrop")),
                wrong(700212, "audience 'api://other'", t -> t.withAudience("api://other")),
                wrong(700211, "issuer 'https://", ProjectedToken::withoutTrailingSlash),
                wrong(700211, "issuer 'https://other/'", t -> t.withIssuer("https://other/")),
                wrong(700024, "valid time range", ProjectedToken::expired),
                wrong(700024, "valid time range", ProjectedToken::notYetValid),
                wrong(50013, "signature", ProjectedToken::signedWithAnotherKey));
    }

    private static Arguments wrong(int code, String words, UnaryOperator<ProjectedToken> change) {
        return Arguments.of(code, words, change);
    }

    @ParameterizedTest(name = "AADSTS{0} {1}")
    @MethodSource("wrongTokens")
    void wrongTokenGivesItsCode(int code, String words, UnaryOperator<ProjectedToken> change) {
        azure.cluster().project(change.apply(azure.cluster().token()));

        assertRefused(code, words, 401);
    }

    @Test
    void garbageIsMalformed() {
        azure.cluster().project("garbage");

        assertRefused(50027, "malformed", 400);
    }

    @Test
    void noFederatedCredentialMatchesNoIssuer() {
        azure.identityProvider().removeFederatedCredentials();

        assertRefused(700211, "issuer", 401);
    }

    @Test
    void validityPrecedesTheSubject() {
        azure.cluster().project(azure.cluster().token().withSubject("x").expired());

        assertRefused(700024, "valid time range", 401);
    }

    @Test
    void unreachableIssuer() {
        azure.cluster().reachable(false);

        assertRefused(50166, "External OIDC", 401);
    }

    @Test
    void unknownApplication() {
        var credential = sdk.workloadIdentity(Identities.TENANT, "88888888-8888-4888-8888-888888888888");

        assertThatThrownBy(() -> credential.getTokenSync(SdkClients.STORAGE))
                .hasStackTraceContaining("AADSTS700016: Application with identifier '88888888");
    }

    @Test
    void unknownTenant() {
        var credential = sdk.workloadIdentity("12345678-1234-4234-8234-123456789012", Identities.POD.clientId());

        assertThatThrownBy(() -> credential.getTokenSync(SdkClients.STORAGE))
                .hasStackTraceContaining("AADSTS90002: Tenant '12345678");
    }

    @Test
    void secondCredentialOfAnotherClusterIsEnough() {
        azure.identityProvider().removeFederatedCredentials();
        for (String subject : List.of("system:serviceaccount:other:other", SUBJECT)) {
            azure.identityProvider()
                    .addFederatedCredential(
                            Identities.POD.clientId(), azure.cluster().issuer(), subject, FakeCluster.AUDIENCE);
        }

        var token = sdk.workloadIdentity().getTokenSync(SdkClients.STORAGE);

        assertThat(token.isExpired()).isFalse();
    }

    @Test
    void forcedAnswersComeFirst() {
        azure.identityProvider().fail(1, 503, "{\"error\":\"temporarily_unavailable\"}");

        assertThatThrownBy(() -> sdk.workloadIdentity().getTokenSync(SdkClients.STORAGE))
                .hasStackTraceContaining("temporarily_unavailable");
        assertThat(sdk.workloadIdentity().getTokenSync(SdkClients.STORAGE).isExpired())
                .isFalse();
    }

    private void assertRefused(int code, String words, int status) {
        assertThatThrownBy(() -> sdk.workloadIdentity().getTokenSync(SdkClients.STORAGE))
                .hasStackTraceContaining("AADSTS" + code + ": ")
                .hasStackTraceContaining(words);
        assertThat(azure.identityProvider().exchanges()).hasSize(1).allSatisfy(exchange -> {
            assertThat(exchange.code()).hasValue(code);
            assertThat(exchange.status()).isEqualTo(status);
        });
    }
}
