package dev.blobdrop.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A service-account token as the kubelet projects it; the `with` methods make every wrong one that
/// a test needs.
///
/// @param keyId the `kid` written into the header, normally that of the key
public record ProjectedToken(
        RSAKey key,
        String keyId,
        String issuer,
        String subject,
        List<String> audience,
        Instant notBefore,
        Instant expires,
        String id,
        Pod pod) {

    /// Where the token lives, told in its `kubernetes.io` claim.
    public record Pod(ServiceAccount account, String name, String node) {}

    public ProjectedToken {
        audience = List.copyOf(audience);
    }

    static ProjectedToken fresh(RSAKey key, String issuer, String audience, Pod pod) {
        Instant now = Instant.now();
        return new ProjectedToken(
                key,
                key.getKeyID(),
                issuer,
                pod.account().subject(),
                List.of(audience),
                now,
                now.plus(Duration.ofHours(1)),
                UUID.randomUUID().toString(),
                pod);
    }

    public ProjectedToken withSubject(String other) {
        return new ProjectedToken(key, keyId, issuer, other, audience, notBefore, expires, id, pod);
    }

    public ProjectedToken withAudience(String other) {
        return new ProjectedToken(key, keyId, issuer, subject, List.of(other), notBefore, expires, id, pod);
    }

    public ProjectedToken withIssuer(String other) {
        return new ProjectedToken(key, keyId, other, subject, audience, notBefore, expires, id, pod);
    }

    public ProjectedToken withoutTrailingSlash() {
        return withIssuer(issuer.replaceFirst("/$", ""));
    }

    public ProjectedToken valid(Instant from, Instant until) {
        return new ProjectedToken(key, keyId, issuer, subject, audience, from, until, id, pod);
    }

    public ProjectedToken expired() {
        Instant now = Instant.now();
        return valid(now.minus(Duration.ofHours(2)), now.minus(Duration.ofHours(1)));
    }

    public ProjectedToken notYetValid() {
        Instant now = Instant.now();
        return valid(now.plus(Duration.ofHours(1)), now.plus(Duration.ofHours(2)));
    }

    /// Signed by a key that the cluster never published, under the name of the one it did.
    public ProjectedToken signedWith(RSAKey other) {
        return new ProjectedToken(other, keyId, issuer, subject, audience, notBefore, expires, id, pod);
    }

    public ProjectedToken signedWithAnotherKey() {
        return signedWith(RsaKeys.generate());
    }

    /// The compact form, what stands in the file.
    public String serialize() {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", subject);
        claims.put("aud", audience);
        claims.put("iat", notBefore.getEpochSecond());
        claims.put("nbf", notBefore.getEpochSecond());
        claims.put("exp", expires.getEpochSecond());
        claims.put("jti", id);
        claims.put("kubernetes.io", kubernetes());
        var token = new JWSObject(header, new Payload(claims));
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private Map<String, Object> kubernetes() {
        return Map.of(
                "namespace",
                pod.account().namespace(),
                "pod",
                named(pod.name()),
                "serviceaccount",
                named(pod.account().name()),
                "node",
                named(pod.node()));
    }

    private static Map<String, Object> named(String name) {
        UUID uid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return Map.of("name", name, "uid", uid.toString());
    }

    /// Never shows the token, nor the key that signs it.
    @Override
    public String toString() {
        return "ProjectedToken[iss=%s, sub=%s, aud=%s]".formatted(issuer, subject, audience);
    }
}
