package dev.blobdrop.core.identity.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.HttpResponseException;
import com.azure.identity.CredentialUnavailableException;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.LinkNames;
import dev.blobdrop.core.identity.TestPlans;
import dev.blobdrop.core.problem.Problem;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkReasonsTest {
    private static LinkReasons reasons(Map<String, String> variables) {
        return new LinkReasons(TestPlans.of(CredentialKind.DEFAULT, variables));
    }

    private static String unavailable(String link, String said) {
        return reasons(Map.of()).unavailable(link, new CredentialUnavailableException(said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "ManagedIdentityCredential|anything|no answer at the metadata endpoint",
                "IntelliJCredential|anything|not signed in to Azure in IntelliJ",
                "VisualStudioCodeCredential|anything|not signed in to Azure in Visual Studio Code",
                "AzureCliCredential|Azure CLI not installed|the Azure CLI (az) is not on PATH",
                "AzureCliCredential|sh: az: not found|the Azure CLI (az) is not on PATH",
                "AzureCliCredential|Please run 'az login' to set up account|az is not signed in;" + " run: az login",
                "AzureCliCredential|Traceback (most recent call last):  File \"/usr/bin/az\", line"
                        + " 19. In config.py, line 40, in makedirsOSError: [Errno 30] Read-only file"
                        + " system: '/.azure'|az failed: OSError: [Errno 30] Read-only file system:"
                        + " '/.azure'",
                "AzureCliCredential|Traceback (most recent call last): import portalocker"
                        + "ModuleNotFoundError: No module named 'x'|az failed: ModuleNotFoundError:"
                        + " No module named 'x'",
                "AzureCliCredential|Traceback (most recent call last): cut|az failed: it"
                        + " printed only a stack trace",
                "AzurePowerShellCredential|Encountered error when deserializing response from Azure"
                        + " Power Shell.|PowerShell with the Az module is not installed",
                "AzureDeveloperCliCredential|Azure Developer CLI not installed|the Azure Developer"
                        + " CLI (azd) is not on PATH",
                "BrokerCredential|anything|the sign-in broker is only available on Windows",
            })
    void everyLinkSaysItInOurWords(String link, String said, String expected) {
        assertThat(unavailable(link, said)).isEqualTo(expected);
    }

    /// The library takes each of these for something else: no program, nobody signed in.
    @Test
    void whatTheIdentityProviderToldAzIsKeptWhole() {
        assertThat(unavailable(
                        "AzureCliCredential",
                        "ERROR: AADSTS90002: Tenant 'x' not found. Check that you use the"
                                + " correct cloud. Trace ID: 1 Correlation ID: 2. To"
                                + " re-authenticate, please run: az login"))
                .isEqualTo("the identity provider refused the Azure CLI: AADSTS90002: Tenant 'x' not found."
                        + " Check that you use the correct cloud.");
    }

    @ParameterizedTest
    @CsvSource({
        "AzureCliCredential",
        "AzurePowerShellCredential",
        "AzureDeveloperCliCredential",
        "BrandNewCredential",
    })
    void sentenceNobodyForesawIsKept(String link) {
        assertThat(unavailable(link, "Quite new trouble. More of it")).isEqualTo("Quite new trouble");
    }

    @Test
    void secretInALibrarySentenceIsHidden() {
        assertThat(unavailable("AzureCliCredential", "odd {\"accessToken\": \"abc\"}"))
                .doesNotContain("abc");
    }

    @Test
    void azureWithoutAManagedIdentityIsNoSilence() {
        Throwable refused = new CredentialUnavailableException(
                "Managed Identity authentication is not available.",
                new IOException("The requested identity has not been assigned to this"));
        assertThat(reasons(Map.of()).unavailable(LinkNames.MANAGED_IDENTITY, refused))
                .isEqualTo("the metadata endpoint responds, but this machine has no such managed identity");
    }

    @Test
    void whatWeSayOfALinkIsSaidAsItIs() {
        assertThat(reasons(Map.of()).unavailable(LinkNames.AZURE_CLI, OwnReason.late("quite new")))
                .isEqualTo("quite new");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Unrecognized token 'WARNING': was expecting" + " (JSON,AZURE_CORE_ONLY_SHOW_ERRORS=true",
                "Unrecognized token 'The': was expecting (JSON,AZURE_CORE_ONLY_SHOW_ERRORS=true",
                "Unexpected character ('/' (code 47)) at /usr/lib/x.py:12:,PYTHONWARNINGS=ignore",
                "Unrecognized token 'C': at C:\\x.py:1: UserWarning,PYTHONWARNINGS=ignore",
            })
    void warningOfAzIsExplainedWithTheVariableThatSilencesIt(String said, String variable) {
        assertThat(unavailable(LinkNames.AZURE_CLI, said))
                .isEqualTo("az printed a warning along with the token; run: export " + variable);
    }

    @Test
    void environmentNamesWhatIsNotSet() {
        CredentialUnavailableException e = new CredentialUnavailableException("x");
        String link = LinkNames.ENVIRONMENT;
        assertThat(reasons(Map.of()).unavailable(link, e)).isEqualTo("AZURE_CLIENT_ID and AZURE_TENANT_ID are not set");
        assertThat(reasons(Map.of("AZURE_CLIENT_ID", "c")).unavailable(link, e))
                .isEqualTo("AZURE_TENANT_ID is not set");
        assertThat(reasons(Map.of("AZURE_CLIENT_ID", "c", "AZURE_TENANT_ID", "t"))
                        .unavailable(link, e))
                .isEqualTo("neither AZURE_CLIENT_SECRET nor AZURE_CLIENT_CERTIFICATE_PATH is set");
    }

    @Test
    void workloadIdentityNamesWhatIsNotSet() {
        CredentialUnavailableException e = new CredentialUnavailableException("The library. More");
        String link = LinkNames.WORKLOAD_IDENTITY;
        assertThat(reasons(Map.of()).unavailable(link, e))
                .isEqualTo("AZURE_FEDERATED_TOKEN_FILE is not set (not in a pod)");
        assertThat(reasons(Map.of("KUBERNETES_SERVICE_HOST", "x")).unavailable(link, e))
                .isEqualTo("AZURE_FEDERATED_TOKEN_FILE is not set");
        assertThat(reasons(Map.of("AZURE_FEDERATED_TOKEN_FILE", "/f")).unavailable(link, e))
                .isEqualTo("AZURE_CLIENT_ID and AZURE_TENANT_ID not set");
        Map<String, String> all = Map.of(
                "AZURE_FEDERATED_TOKEN_FILE", "/f",
                "AZURE_CLIENT_ID", "c",
                "AZURE_TENANT_ID", "t");
        assertThat(reasons(all).unavailable(link, e)).isEqualTo("The library");
    }

    @Test
    void refusalOfTheIdentityProviderIsTheReason() {
        IOException refused = new IOException("AADSTS700213: No matching record");
        Problem problem = reasons(Map.of("AZURE_CLIENT_ID", "c-1"))
                .failure(LinkNames.WORKLOAD_IDENTITY, new RuntimeException(refused));
        assertThat(problem.code()).isEqualTo("AADSTS700213");
        assertThat(problem.remedy().getFirst()).contains("c-1");
        assertThat(reasons(Map.of()).failed(LinkNames.WORKLOAD_IDENTITY, refused))
                .isEqualTo("This identity has no federated credential for this service account");
    }

    @Test
    void whatOnlyTheLibraryUnderstandsIsAFailedSignInAndNoDefectOfOurs() {
        Problem problem = reasons(Map.of())
                .failure(LinkNames.AZURE_CLI, new RuntimeException("x", new IllegalStateException("Odd. More")));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.IDENTITY_REFUSED);
        assertThat(problem.code()).isEqualTo("sign-in-failed");
        assertThat(problem.detail()).isEqualTo("Odd. More");
        assertThat(problem.remedy().getFirst()).startsWith("blobdrop doctor ");
        assertThat(problem.technical()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "The current credential is not configured to acquire tokens for tenant t.,,other-tenant",
        "AZURE_KUBERNETES_TOKEN_PROXY is not set but others are,,binding-incomplete",
        "Unknown service exception,https://proxy.example,token-proxy-refused",
    })
    void sentencesOfTheLibraryAreTheRowsThatTheDoctorNames(String said, String proxy, String code) {
        Map<String, String> variables = proxy == null ? Map.of() : Map.of("AZURE_KUBERNETES_TOKEN_PROXY", proxy);
        Problem problem = reasons(variables).failure(LinkNames.WORKLOAD_IDENTITY, new IllegalStateException(said));
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.technical()).isPresent();
    }

    @Test
    void certificateOfTheTokenProxyIsNoMatterOfTheCaFile() {
        Problem problem = reasons(Map.of("AZURE_KUBERNETES_TOKEN_PROXY", "https://proxy.example"))
                .failure(LinkNames.WORKLOAD_IDENTITY, new CertificateException("not trusted"));
        assertThat(problem.code()).isEqualTo("token-proxy-tls");
        assertThat(problem.remedy()).noneMatch(line -> line.contains("ca-file"));
    }

    @Test
    void oddAnswerAtTheMetadataAddressIsExplained() {
        Problem problem =
                reasons(Map.of()).failure(LinkNames.MANAGED_IDENTITY, new HttpResponseException("<html>", null));
        assertThat(problem.code()).isEqualTo("metadata-odd");
        assertThat(problem.kind()).isEqualTo(Problem.Kind.IDENTITY_REFUSED);
        assertThat(problem.remedy().getFirst()).startsWith("credential azure-cli");
    }
}
