package dev.blobdrop.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.config.Environment;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String SECRET = "S3cr3tValue";

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String token() {
        return part("{\"alg\":\"RS256\"}") + "." + part("{\"oid\":\"me\"}") + ".sig-na_ture";
    }

    @Test
    void tokenInTheMiddleOfATextIsHiddenWhole() {
        assertThat(Secrets.redact("got <" + token() + "> from it")).isEqualTo("got <[hidden]> from it");
    }

    @Test
    void unsignedAndEncryptedTokensAreHidden() {
        String header = part("{\"alg\":\"none\"}");
        assertThat(Secrets.redact(header + "." + part("{\"a\":1}") + ".")).isEqualTo("[hidden]");
        assertThat(Secrets.redact(header + ".a.b.c.d")).isEqualTo("[hidden]");
    }

    @Test
    void everyTokenOfATextIsHidden() {
        assertThat(Secrets.redact(token() + " and " + token())).isEqualTo("[hidden] and [hidden]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer S3cr3tValue",
                "authorization: bearer S3cr3tValue",
                "Authorization: SharedKey contoso:S3cr3tValue==",
                "Authorization: SharedKeyLite contoso:S3cr3tValue==",
                "https://a.blob.core.windows.net/c?sv=2026&sig=S3cr3tValue%3D&se=1",
                "?SIG=S3cr3tValue",
                "redirect=https%3A%2F%2Fa%2Fc%3Fsig%3DS3cr3tValue%26se%3D1",
                "grant_type=x&client_assertion=S3cr3tValue&scope=y",
                "client_secret=S3cr3tValue",
                "refresh_token=S3cr3tValue",
                "code_verifier=S3cr3tValue",
                "{\"accessToken\": \"S3cr3tValue\", \"expires_on\": 1}",
                "{\"access_token\":\"S3cr3tValue\"}",
                "{\"password\" : \"S3cr3tValue\"}",
                "{\"password\":\"with \\\" quote S3cr3tValue\"}",
                "{\"device_code\":\"S3cr3tValue\"}",
                "{'refresh_token': '0.AXS3cr3tValue', 'x': 1}",
                "accessToken: S3cr3tValue",
                "{ refreshToken: 'S3cr3tValue' }",
                "client_secret: \"S3cr3tValue\"",
                "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=S3cr3tValue==;E=x",
                "BlobEndpoint=https://a;SharedAccessSignature=sv=1&sig=S3cr3tValue",
                "<Message>sig=S3cr3tValueS3cr3tValueS3cr3tValue%3D</Message>",
                "Authorization: Bearer abcdefghaccess_token: S3cr3tValue",
                "AZURE_REFRESH_TOKEN: S3cr3tValue",
            })
    void secretDoesNotSurvive(String text) {
        assertThat(Secrets.redact(text)).doesNotContain(SECRET).contains("[hidden]");
    }

    @Test
    void whatSurroundsASecretStays() {
        assertThat(Secrets.redact("a?sv=1&sig=abc&se=2")).isEqualTo("a?sv=1&sig=[hidden]&se=2");
        assertThat(Secrets.redact("{\"access_token\":\"abc\",\"expires_in\":3599}"))
                .isEqualTo("{\"access_token\":\"[hidden]\",\"expires_in\":3599}");
        assertThat(Secrets.redact("AccountName=a;AccountKey=abc;EndpointSuffix=core"))
                .isEqualTo("AccountName=a;AccountKey=[hidden];EndpointSuffix=core");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Uploaded report.csv as report.csv (13 B)",
                "The bearer of bad news",
                "id_token: missing",
                "access_token: the token has expired",
                "https://contoso.blob.core.windows.net/c/b?comp=blocklist",
                "design=good&signature_version=2",
                "az login --tenant contoso.onmicrosoft.com",
                "eyJ is how tokens begin",
                "{\"tokenType\": \"Bearer\"}",
            })
    void ordinaryTextIsUnchanged(String text) {
        assertThat(Secrets.redact(text)).isEqualTo(text);
    }

    /// A name may appear in a message of a service or library.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SurveyJanuary.csv",
                "/data/sig=A/part-000.parquet (No such file or directory)",
                "sig=A/part-000.parquet",
                "Cannot read Bearer Certificate 2024.pdf",
                "logs/password=reset/x",
                "\"token\" and \"password\".txt",
                "eyJanuary.eyJune.csv",
            })
    void namesInForeignTextStay(String text) {
        assertThat(Secrets.redact(text)).isEqualTo(text);
    }

    @Test
    void whatTheRunKnowsIsFoundWhereverItStands() {
        Secrets.know("opaque/Value+1");
        Secrets.know("short");
        assertThat(Secrets.redact("said opaque/Value+1, short")).isEqualTo("said [hidden], short");
    }

    @Test
    void variablesThatHoldSecretsAreKnown() {
        new Environment(Map.of(
                "AZURE_CLIENT_SECRET", "planted-client-secret",
                "IDENTITY_HEADER", "planted-identity-header",
                "MY_PASSWORD", "planted-password",
                "AZURE_TENANT_ID", "tenant-that-is-shown",
                "AZURE_FEDERATED_TOKEN_FILE", "/var/run/token-path"));
        assertThat(Secrets.redact("planted-client-secret planted-identity-header planted-password"
                        + " tenant-that-is-shown /var/run/token-path"))
                .isEqualTo("[hidden] [hidden] [hidden] tenant-that-is-shown /var/run/token-path");
    }

    @Test
    void urlWithASignatureIsToldFromAName() {
        assertThat(Secrets.isSigned("https://a.blob.core.windows.net/c/b?sv=1&sig=abcdefgh&x=1"))
                .isTrue();
        assertThat(Secrets.redact("the abcdefgh one")).isEqualTo("the [hidden] one");
        assertThat(Secrets.isSigned("sig=A/part-000.parquet")).isFalse();
        assertThat(Secrets.isSigned("https://a.blob.core.windows.net/c/sig=A")).isFalse();
    }

    @Test
    void passwordOfAProxyIsHidden() {
        assertThat(Secrets.redact("http://me:S3cr3t@proxy:3128 said no"))
                .isEqualTo("http://me:[hidden]@proxy:3128 said no");
    }

    @ParameterizedTest
    @CsvSource({"client_assertion_type=urn:jwt-bearer", "x_assertion=1"})
    void namesThatOnlyLookLikeSecretFieldsStay(String text) {
        assertThat(Secrets.redact(text)).isEqualTo(text);
    }
}
