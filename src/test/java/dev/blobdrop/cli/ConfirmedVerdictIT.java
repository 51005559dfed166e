package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.FailureLab;
import dev.blobdrop.sandbox.ForwardProxy;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where an upload works, the doctor finds no cause, whatever its own probes were told.
@ExtendWith(FreshSandbox.class)
class ConfirmedVerdictIT {
    private static final String OTHER = "99999999-9999-4999-8999-999999999999";

    private final Sandbox azure = SharedSandbox.get();

    private static CommandRun works(Map<String, String> variables, String credential) {
        CommandRun upload = Blobdrop.run(variables, "hello", "--credential", credential);
        assertThat(upload.exit()).as(upload.err()).isZero();
        CommandRun doctor = Blobdrop.run(variables, "doctor", "--credential", credential, "--output", "json");
        assertThat(doctor.exit()).as(doctor.out()).isZero();
        assertThat(doctor.summary()).doesNotContainKey("cause");
        return doctor;
    }

    private void unsignedIsAnswered(int status, String code, Map<String, String> headers) {
        azure.gateway()
                .on(RequestMatcher.method("GET").path("^/[^/]+/$"))
                .times(1)
                .answer(status, code, headers);
    }

    /// Azurite answers so to a request without a token.
    @Test
    void codeOfTheNetworkRulesForTheUnsignedRequestOnly() {
        unsignedIsAnswered(403, "AuthorizationFailure", Map.of());

        CommandRun run = works(azure.podEnvironment(), "workload-identity");

        assertThat(run.out()).contains("without a token: status 403 AuthorizationFailure");
    }

    @Test
    void azuriteItself() {
        works(
                Variables.with(
                        azure.podEnvironment(),
                        "STORAGE_ACCOUNT_URL",
                        "https://127.0.0.1:" + azure.azurite().port() + "/" + azure.accountName()),
                "workload-identity");
    }

    /// The firewall refuses both.
    @Test
    void networkRulesThatRefuseTheTokenToo() {
        FailureLab lab = FailureLab.prepare(azure, FailureLab.find("F6").orElseThrow());

        CommandRun run = Blobdrop.run(lab.environment(), lab.doctor().toArray(String[]::new));

        assertThat(run.exit()).isEqualTo(13);
        assertThat(run.out()).contains("(F6, AuthorizationFailure)");
    }

    /// What refuses the token is the cause, not what refused the request without one.
    @Test
    void causeOfTheSignedRequestIsTheOneThatIsSaid() {
        azure.roles().revoke(Identities.POD.objectId());
        unsignedIsAnswered(403, "AuthorizationFailure", Map.of());

        CommandRun run = Blobdrop.run(azure.podEnvironment(), "doctor");

        assertThat(run.exit()).isEqualTo(12);
        assertThat(run.out()).contains("(F7, AuthorizationPermissionMismatch)");
    }

    @ParameterizedTest
    @CsvSource({OTHER, "common", "contoso.example"})
    void tenantInTheChallengeThatTheServiceDoesNotInsistOn(String tenant) {
        unsignedIsAnswered(
                401,
                "NoAuthenticationInformation",
                Map.of(
                        "WWW-Authenticate",
                        "Bearer authorization_uri=https://login.example/"
                                + tenant
                                + "/oauth2/authorize resource_id=https://storage.azure.com"));

        works(azure.podEnvironment(), "workload-identity");
    }

    @Test
    void clockOfAnAnswerThatNobodyMinds() {
        String tomorrow = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusDays(1));
        unsignedIsAnswered(401, "NoAuthenticationInformation", Map.of("Date", tomorrow));

        works(azure.podEnvironment(), "workload-identity");
    }

    @Test
    void unsignedRequestThatIsDropped() {
        azure.gateway()
                .on(RequestMatcher.method("GET").path("^/[^/]+/$"))
                .times(1)
                .reset();

        works(azure.podEnvironment(), "workload-identity");
    }

    /// The metadata endpoint and the Azure CLI need no way to the identity provider from here.
    @ParameterizedTest
    @CsvSource({"https://login.invalid/", "https://127.0.0.1:9/"})
    void identityProviderOutOfReachWhereAzHasAToken(String authority) {
        CommandRun run = Blobdrop.process(
                Variables.with(azure.laptopEnvironment(), "AZURE_AUTHORITY_HOST", authority),
                "doctor",
                "--credential",
                "azure-cli",
                "--output",
                "json");

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out()).contains("but sign-in works");
    }

    /// The first connection is the probe's own.
    @Test
    void proxyThatRefusesTheProbeOnly() throws Exception {
        String storage = azure.accountName() + ".blob.sandbox.invalid";
        int login = URI.create(azure.identityProvider().authorityHost()).getPort();
        try (ForwardProxy proxy = new ForwardProxy(
                Map.of("login.sandbox.invalid", login, storage, azure.gateway().port()), Optional.empty())) {
            Map<String, String> variables = new TreeMap<>(azure.podEnvironment());
            variables.put("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port());
            variables.put("AZURE_AUTHORITY_HOST", "https://login.sandbox.invalid/");
            variables.put("STORAGE_ACCOUNT_URL", "https://" + storage);
            variables.put("BLOBDROP_TRUST_HOST", storage);
            proxy.refuseNext(1);

            CommandRun run = Blobdrop.run(variables, "doctor", "--credential", "workload-identity", "--output", "json");

            assertThat(run.exit()).as(run.out()).isZero();
            assertThat(run.out()).contains("it answers HTTP/1.1 503");
        }
    }

    /// A federated credential that is seconds old.
    @Test
    void exchangeOfOurOwnThatIsRefusedOnce() {
        azure.identityProvider().fail(1, 401, """
            {"error":"invalid_request","error_description":"AADSTS70021: No match.","error_codes":[70021]}
            """);

        CommandRun run = Blobdrop.run(azure.podEnvironment(), "doctor", "--output", "json");

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out()).contains("our request: AADSTS70021, but the library signs in");
    }
}
