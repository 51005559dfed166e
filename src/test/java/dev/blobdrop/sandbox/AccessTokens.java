package dev.blobdrop.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Issues and verifies access tokens with the claims of Entra's version 1 tokens for storage.
public final class AccessTokens {
    /// What the resource server makes of a bearer token.
    public sealed interface Verdict {
        record Accepted(String objectId) implements Verdict {}

        record Refused(String detail) implements Verdict {}
    }

    static final String STORAGE = "https://storage.azure.com";

    private final RSAKey key = RsaKeys.generate();

    /// What stands in tokens whose signature has been verified: the same one comes thousands of
    /// times.
    private final Map<String, JWTClaimsSet> signed = new ConcurrentHashMap<>();

    private final AtomicInteger generation = new AtomicInteger();
    private volatile Duration lifetime;

    AccessTokens(Duration lifetime) {
        this.lifetime = lifetime;
    }

    /// How long tokens issued from now on are valid.
    public void lifetime(Duration value) {
        lifetime = value;
    }

    /// Time has passed: all tokens issued so far have expired, whatever their holders think.
    public void expireAll() {
        generation.incrementAndGet();
    }

    Duration lifetime() {
        return lifetime;
    }

    JWKSet publicKeys() {
        return new JWKSet(key.toPublicJWK());
    }

    /// @param proof how the client proved itself: "2" by an assertion, "1" by a secret
    public String forApplication(String tenant, Application application, String audience, String proof) {
        var claims = claims(tenant, application.objectId(), audience)
                .subject(application.objectId())
                .claim("appid", application.clientId())
                .claim("appidacr", proof)
                .claim("idtyp", "app");
        application.managedIdentityId().ifPresent(id -> claims.claim("xms_mirid", id));
        return sign(claims.build());
    }

    public String forUser(String tenant, User user, String audience) {
        return sign(claims(tenant, user.objectId(), audience)
                .subject("pairwise-" + user.objectId())
                .claim("appid", "04b07795-8ddb-461a-bbee-02f9e1bf7b46")
                .claim("appidacr", "0")
                .claim("idtyp", "user")
                .claim("upn", user.principalName())
                .claim("unique_name", user.principalName())
                .claim("name", user.name())
                .claim("scp", "user_impersonation")
                .build());
    }

    /// Says to an application who signed in.
    String idToken(String authorityHost, PersonGrants.Person person, String nonce) {
        Instant now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .audience(person.clientId())
                .issuer(authorityHost + person.tenant() + "/v2.0")
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .subject("pairwise-" + person.user().objectId())
                .claim("oid", person.user().objectId())
                .claim("tid", person.tenant())
                .claim("preferred_username", person.user().principalName())
                .claim("name", person.user().name())
                .claim("ver", "2.0");
        if (!nonce.isEmpty()) {
            claims.claim("nonce", nonce);
        }
        return sign(claims.build());
    }

    /// Checks what the storage service checks: signature, lifetime, tenant and audience.
    Verdict verify(String token, String tenant, List<String> audiences) {
        try {
            JWTClaimsSet claims = signed.get(token);
            if (claims == null) {
                SignedJWT parsed = SignedJWT.parse(token);
                if (!parsed.verify(new RSASSAVerifier(key.toRSAPublicKey()))) {
                    return new Verdict.Refused("Signature validation failed. Signature did not match.");
                }
                claims = parsed.getJWTClaimsSet();
                signed.put(token, claims);
            }
            boolean old = !String.valueOf(generation.get()).equals(claims.getStringClaim("aio"));
            if (old || !claims.getExpirationTime().toInstant().isAfter(Instant.now())) {
                return new Verdict.Refused("Lifetime validation failed. The token is expired.");
            }
            if (!issuer(tenant).equals(claims.getIssuer())) {
                return new Verdict.Refused("Issuer validation failed. Issuer did not match.");
            }
            if (claims.getAudience().stream().noneMatch(audiences::contains)) {
                return new Verdict.Refused("Audience validation failed. Audience did not match.");
            }
            return new Verdict.Accepted(claims.getStringClaim("oid"));
        } catch (ParseException | JOSEException e) {
            return new Verdict.Refused("Signature validation failed. The token is malformed.");
        }
    }

    private JWTClaimsSet.Builder claims(String tenant, String objectId, String audience) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .audience(audience)
                .issuer(issuer(tenant))
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .claim("oid", objectId)
                .claim("tid", tenant)
                .claim("uti", UUID.randomUUID().toString())
                .claim("aio", String.valueOf(generation.get()))
                .claim("ver", "1.0");
    }

    private static String issuer(String tenant) {
        return "https://sts.windows.net/" + tenant + "/";
    }

    private String sign(JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .build();
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
