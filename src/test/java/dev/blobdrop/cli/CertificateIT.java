package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.CertificateAuthority;
import dev.blobdrop.sandbox.ForwardProxy;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.ServerCertificate;
import dev.blobdrop.sandbox.SharedSandbox;
import dev.blobdrop.sandbox.StrangersServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each thing that can be wrong with a certificate is a cause of its own, for storage and sign-in
/// alike, and the doctor names the same one.
@ExtendWith(FreshSandbox.class)
class CertificateIT {
    private final Sandbox azure = SharedSandbox.get();

    private ServerCertificate certificate(String code) {
        CertificateAuthority ours = azure.certificateAuthority();
        Instant now = Instant.now();
        return switch (code) {
            case "certificate-name" -> ours.issueOnly("other.example");
            case "certificate-expired" ->
                ours.issue(now.minus(Duration.ofDays(9)), Instant.parse("2026-01-02T03:04:05Z"));
            case "certificate-not-yet-valid" ->
                ours.issue(Instant.parse("2096-01-02T03:04:05Z"), now.plus(Duration.ofDays(30_000)));
            default -> CertificateAuthority.create("Somebody else").issue(now, now.plusSeconds(9999));
        };
    }

    private Map<String, String> pod(String variable, String value) {
        Map<String, String> variables = new HashMap<>(azure.podEnvironment());
        variables.put(variable, value);
        return variables;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certificate-name | C3a | is not valid for 127.0.0.1 | nslookup 127.0.0.1",
                "certificate-expired | C3b | It was valid until 2026-01-02T03:04:05Z | date -u",
                "certificate-not-yet-valid | C3c | valid from 2096-01-02T03:04:05Z | date -u",
                "untrusted-certificate | C3 | an authority that this machine does not trust | --ca-file",
            })
    void eachHasItsOwnCause(String code, String row, String says, String helps) {
        try (StrangersServer server = StrangersServer.start(certificate(code))) {
            String url = "https://127.0.0.1:" + server.port() + "/";
            for (Map<String, String> variables : java.util.List.of(
                    pod("STORAGE_ACCOUNT_URL", url + azure.accountName()), pod("AZURE_AUTHORITY_HOST", url))) {
                CommandRun run = Blobdrop.run(variables, "ls", "--credential", "workload-identity");
                assertThat(run.exit()).as(run.err()).isEqualTo(2);
                assertThat(run.err()).contains("(" + code + ")", says, helps);
                if (!row.equals("C3")) {
                    assertThat(run.err()).doesNotContain("--ca-file");
                }

                CommandRun doctor = Blobdrop.run(variables, "doctor", "--credential", "workload-identity");
                assertThat(doctor.exit()).as(doctor.out()).isEqualTo(2);
                assertThat(doctor.out()).contains("(" + row + ", " + code + ")", says);
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void forAPrivatelinkNameTheUsualOneIsGiven() throws IOException {
        String usual = "contosodata.blob.core.windows.net";
        String host = "contosodata.privatelink.blob.core.windows.net";
        try (ForwardProxy proxy = new ForwardProxy(Map.of(host, azure.gateway().port()), Optional.empty())) {
            Map<String, String> variables = pod("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port());
            CommandRun run = Blobdrop.run(
                    variables, "ls", "--account-url", "https://contosodata.privatelink.dfs.core.windows.net");

            assertThat(run.exit()).as(run.err()).isEqualTo(2);
            assertThat(run.err()).contains("(certificate-name)", "--account-url https://" + usual + "\n");
        }
    }
}
