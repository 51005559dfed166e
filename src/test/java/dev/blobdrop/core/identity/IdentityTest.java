package dev.blobdrop.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {
    private static final Instant END = Instant.parse("2026-01-31T12:00:00Z");

    private static Identity of(String token) {
        return Identity.of("AzureCliCredential", new AccessToken(token, END.atOffset(ZoneOffset.ofHours(2))));
    }

    @Test
    void personIsNamedByUserName() {
        Identity who = of(TestTokens.of(TestTokens.PERSON));
        assertThat(who.name()).isEqualTo("alice@contoso.com");
        assertThat(who.credential()).isEqualTo("AzureCliCredential");
        assertThat(who.objectId()).contains("o-1");
        assertThat(who.tenantId()).contains("t-1");
        assertThat(who.managed()).isFalse();
        assertThat(who.expiresOn()).isEqualTo(END);
        assertThat(who.facts().values())
                .containsEntry("oid", "o-1")
                .containsEntry("tid", "t-1")
                .containsEntry("type", "User");
    }

    @ParameterizedTest
    @CsvSource({
        "upn,preferred_username,a@x",
        "preferred_username,unique_name,a@x",
        "unique_name,other,a@x",
    })
    void userNameIsTakenFromTheBestClaim(String best, String next, String name) {
        String json = "{\"%s\":\"a@x\",\"%s\":\"b@x\"}".formatted(best, next);
        assertThat(of(TestTokens.of(json)).userName()).contains(name);
    }

    @Test
    void applicationIsNamedByItsId() {
        Identity who = of(TestTokens.of(TestTokens.APP));
        assertThat(who.name()).isEqualTo("app a-1");
        assertThat(who.userName()).isEmpty();
        assertThat(who.facts().values()).containsEntry("type", "ServicePrincipal");
        assertThat(of(TestTokens.of("{\"azp\":\"a-2\"}")).name()).isEqualTo("app a-2");
    }

    @Test
    void managedIdentityIsCalledSo() {
        String json = "{\"appid\":\"a-1\",\"xms_mirid\":\"/subscriptions/1/resourcegroups/g\"}";
        assertThat(of(TestTokens.of(json)).name()).isEqualTo("managed identity a-1");
        assertThat(of(TestTokens.of(json)).managed()).isTrue();
    }

    @Test
    void withoutANameTheObjectIdServes() {
        assertThat(of(TestTokens.of("{\"oid\":\"o-9\"}")).name()).isEqualTo("object o-9");
    }

    @Test
    void opaqueTokenHasNoName() {
        Identity who = of("opaque");
        assertThat(who.name()).isEqualTo("an identity whose token cannot be read");
        assertThat(who.facts().values()).doesNotContainKeys("oid", "tid");
        assertThat(who.toString()).doesNotContain("opaque");
    }
}
