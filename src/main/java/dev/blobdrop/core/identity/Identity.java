package dev.blobdrop.core.identity;

import com.azure.core.credential.AccessToken;
import dev.blobdrop.core.problem.Facts;
import java.time.Instant;
import java.util.Optional;

/// Who signed in, read from the claims of the access token. The claims are not verified here; the
/// storage service does that.
///
/// @param credential the class of the credential that won, such as `AzureCliCredential`
/// @param userName user principal name of a person; empty for a program
/// @param appId application (client) id
/// @param objectId object id of the person or service principal; what role assignments name
/// @param managed whether the token says that it belongs to a managed identity
/// @param expiresOn when this token expires; it is renewed before
public record Identity(
        String credential,
        Optional<String> userName,
        Optional<String> appId,
        Optional<String> objectId,
        Optional<String> tenantId,
        boolean managed,
        Instant expiresOn) {

    /// Reads the claims of an access token. Every claim is empty if the token is not a JSON web
    /// token.
    public static Identity of(String credential, AccessToken token) {
        Optional<TokenClaims> claims = TokenClaims.of(token.getToken());
        return new Identity(
                credential,
                claims.flatMap(c ->
                        c.text("upn").or(() -> c.text("preferred_username")).or(() -> c.text("unique_name"))),
                claims.flatMap(c -> c.text("appid").or(() -> c.text("azp"))),
                claims.flatMap(c -> c.text("oid")),
                claims.flatMap(c -> c.text("tid")),
                claims.flatMap(c -> c.text("xms_mirid")).isPresent(),
                token.getExpiresAt().toInstant());
    }

    /// One name to show: the person's, else the application's.
    public String name() {
        return userName.or(() -> appId.map(id -> (managed ? "managed identity " : "app ") + id))
                .or(() -> objectId.map(id -> "object " + id))
                .orElse("an identity whose token cannot be read");
    }

    /// Facts of this identity for remedies.
    public Facts facts() {
        return Facts.NONE
                .with("oid", objectId)
                .with("tid", tenantId)
                .with("type", userName.isPresent() ? "User" : "ServicePrincipal");
    }
}
