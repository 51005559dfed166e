package dev.blobdrop.core.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/// Tokens that look real but are unsigned.
public final class TestTokens {
    public static final String PERSON =
            "{\"upn\":\"alice@contoso.com\",\"oid\":\"o-1\",\"tid\":\"t-1\",\"appid\":\"cli\"}";
    public static final String APP = "{\"appid\":\"a-1\",\"oid\":\"o-2\",\"tid\":\"t-1\",\"idtyp\":\"app\"}";

    private TestTokens() {}

    static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// @param payload JSON
    public static String of(String payload) {
        return part("{\"alg\":\"RS256\",\"kid\":\"k\"}") + "." + part(payload) + ".c2ln";
    }

    /// As Kubernetes projects it for the service account `uploader` in `team-a`.
    public static String projected(Instant end) {
        return of("{\"iss\":\"https://issuer.example/1/\",\"aud\":[\"api://AzureADTokenExchange\"],"
                + "\"sub\":\"system:serviceaccount:team-a:uploader\",\"exp\":"
                + end.getEpochSecond()
                + "}");
    }
}
