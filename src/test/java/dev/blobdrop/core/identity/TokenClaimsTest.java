package dev.blobdrop.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest {
    private static TokenClaims claims(String payload) {
        return TokenClaims.of(TestTokens.of(payload)).orElseThrow();
    }

    @Test
    void headerAndPayloadAreRead() {
        TokenClaims claims = claims("{\"oid\":\"o-1\",\"name\":\"Jürgen 😀\",\"nested\":{\"a\":[1]}}");
        assertThat(claims.header()).containsEntry("kid", "k");
        assertThat(claims.text("oid")).contains("o-1");
        assertThat(claims.text("name")).contains("Jürgen 😀");
        assertThat(claims.text("absent")).isEmpty();
        assertThat(claims.text("nested")).isEmpty();
    }

    @Test
    void blankTextCountsAsAbsent() {
        assertThat(claims("{\"upn\":\" \"}").text("upn")).isEmpty();
    }

    @Test
    void firstTakesATextOrTheHeadOfAList() {
        assertThat(claims("{\"aud\":[\"a\",\"b\"]}").first("aud")).contains("a");
        assertThat(claims("{\"aud\":\"a\"}").first("aud")).contains("a");
        assertThat(claims("{\"aud\":[]}").first("aud")).isEmpty();
        assertThat(claims("{\"aud\":[null]}").first("aud")).isEmpty();
        assertThat(claims("{}").first("aud")).isEmpty();
    }

    @Test
    void timeIsInSecondsSince1970() {
        assertThat(claims("{\"exp\":1700000000}").time("exp")).contains(Instant.parse("2023-11-14T22:13:20Z"));
        assertThat(claims("{\"exp\":1700000000.9}").time("exp")).contains(Instant.parse("2023-11-14T22:13:20Z"));
        assertThat(claims("{\"exp\":\"1700000000\"}").time("exp")).isEmpty();
        assertThat(claims("{}").time("exp")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999999999999999", "1e300", "9223372036854775807"})
    void timeBeyondTheCalendarIsItsEnd(String number) {
        assertThat(claims("{\"exp\":" + number + "}").time("exp"))
                .hasValueSatisfying(end -> assertThat(end).isAfter("9999-01-01T00:00:00Z"));
    }

    @Test
    void paddedPartsAreTaken() {
        String padded = Base64.getUrlEncoder().encodeToString("{\"a\":\"bc\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(padded).endsWith("=");
        assertThat(TokenClaims.of(padded + "." + padded + ".x").orElseThrow().text("a"))
                .contains("bc");
    }

    @Test
    void signatureMayBeMissingButNotItsDot() {
        String two = TestTokens.part("{}") + "." + TestTokens.part("{\"a\":\"b\"}");
        assertThat(TokenClaims.of(two)).isEmpty();
        assertThat(TokenClaims.of(two + ".")).isPresent();
        assertThat(TokenClaims.of(two + ".x.y")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a.b.c",
                "hello world",
                "e30.!!!.x",
                "e30.bm90anNvbg.x",
                "e30.WzFd.x",
                "e30.bnVsbA.x",
                "e30.eyJh.x",
                "MQ.e30.x"
            })
    void whatIsNoTokenGivesNothing(String text) {
        assertThat(TokenClaims.of(text)).isEmpty();
    }
}
