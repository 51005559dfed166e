package dev.blobdrop.core.identity.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.identity.CredentialUnavailableException;
import dev.blobdrop.sandbox.MetadataStandIn;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataProbeTest {
    private static final String PAGE = "<html>Welcome to the hotel</html>";

    private static MetadataProbe probe(String address) {
        return new MetadataProbe(address, Optional.of("id 1"));
    }

    private static String objection(MetadataStandIn there) {
        try (there) {
            long start = System.nanoTime();
            Optional<CredentialUnavailableException> objection =
                    probe(there.url()).notAzure();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("it waits for no answer that does not come; a busy machine takes its time")
                    .isLessThan(LinkDeadline.METADATA.plusSeconds(30));
            objection.ifPresent(e -> assertThat(e)
                    .as("only this class makes the chain move on")
                    .isExactlyInstanceOf(CredentialUnavailableException.class));
            return objection.map(Throwable::getMessage).orElse("Azure");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|text/html|the metadata endpoint answered 200 with a web page: a captive"
                        + " portal or proxy, not Azure",
                "200|''|the metadata endpoint answered 200: a captive portal or proxy, not Azure",
                "403|text/html|the metadata endpoint answered 403 with a web page: a" + " proxy or firewall, not Azure",
                "404|text/plain|the metadata endpoint answered 404: a proxy or firewall, not Azure",
                "407|text/html|the metadata endpoint answered 407 with a web page: a" + " proxy or firewall, not Azure",
                "500|text/html|the metadata endpoint answered 500 with a web page: a" + " proxy or gateway, not Azure",
                "503|''|the metadata endpoint answered 503: a proxy or gateway, not Azure",
                "400|application/json|Azure",
                "400|text/html|Azure",
                "404|application/json; charset=utf-8|Azure",
                "429|application/json|Azure",
            })
    void saysWhatTheAddressDid(int status, String type, String expected) {
        assertThat(objection(MetadataStandIn.answering(status, type, PAGE))).isEqualTo(expected);
    }

    @Test
    void loginPageElsewhereIsNotFollowed() {
        assertThat(objection(MetadataStandIn.redirecting()))
                .isEqualTo("the metadata endpoint answered 302 with a web page with a redirect: a captive"
                        + " portal or proxy, not Azure");
    }

    @Test
    void azureIsKnownByItsRefusal() {
        MetadataStandIn azure = MetadataStandIn.azure("token", Duration.ZERO);
        assertThat(objection(azure)).isEqualTo("Azure");
        assertThat(azure.requests()).containsExactly("/metadata/identity/oauth2/token?api-version=2018-02-01 false");
    }

    @Test
    void silenceAfterTheConnection() {
        assertThat(objection(MetadataStandIn.silent()))
                .isEqualTo("no answer within 1 s: the metadata endpoint accepted the connection but sent nothing");
    }

    @Test
    void packetsThatAreDropped() {
        assertThat(objection(MetadataStandIn.unreachable())).isEqualTo("no answer within 1 s at the metadata endpoint");
    }

    @Test
    void nobodyThere() {
        MetadataStandIn gone = MetadataStandIn.silent();
        gone.close();
        assertThat(objection(gone)).isEqualTo("no answer at the metadata endpoint");
    }

    @Test
    void onlySilenceCountsAsLate() {
        MetadataStandIn gone = MetadataStandIn.silent();
        gone.close();
        assertThat(probe(gone.url()).notAzure())
                .hasValueSatisfying(e -> assertThat(OwnReason.isLate(e)).isFalse());
        try (MetadataStandIn silent = MetadataStandIn.silent()) {
            assertThat(probe(silent.url()).notAzure())
                    .hasValueSatisfying(e -> assertThat(OwnReason.isLate(e)).isTrue());
        }
    }

    @Test
    void strangersThatDoNotSpeakHttp() {
        assertThat(objection(MetadataStandIn.saying("220 mail ready\r\n")))
                .isEqualTo("the response from the metadata endpoint is not HTTP: not Azure");
        assertThat(objection(MetadataStandIn.saying("")))
                .isEqualTo("the metadata endpoint accepted the connection and then closed it");
    }

    private static String token(MetadataStandIn azure) {
        try (azure) {
            return probe(azure.url()).obstacle().map(Throwable::getMessage).orElse("a token");
        }
    }

    @Test
    void azureIsAskedForATokenOfTheIdentity() {
        MetadataStandIn azure = MetadataStandIn.azure("token", Duration.ZERO);
        assertThat(token(azure)).isEqualTo("a token");
        assertThat(azure.requests().getLast())
                .isEqualTo("/metadata/identity/oauth2/token?api-version=2018-02-01"
                        + "&resource=https%3A%2F%2Fstorage.azure.com&client_id=id+1 true");
    }

    @Test
    void azureThatGivesNoTokenAtOnce() {
        assertThat(token(MetadataStandIn.azureWithoutIdentity())).isEqualTo(MetadataProbe.NO_IDENTITY);
        assertThat(token(MetadataStandIn.azureInTrouble(429, 9, "token")))
                .isEqualTo("the metadata endpoint answered 429 to the token request; on its own it gets 30 s");
        assertThat(token(MetadataStandIn.azure("token", Duration.ofSeconds(5))))
                .startsWith("no answer within 2 s to the token request; on its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "ftp://127.0.0.1", "http://[broken", "file:///etc"})
    void addressThatIsNone(String address) {
        assertThat(probe(address).obstacle())
                .hasValueSatisfying(e -> assertThat(e).hasMessageStartingWith("AZURE_POD_IDENTITY_AUTHORITY_HOST"));
    }
}
