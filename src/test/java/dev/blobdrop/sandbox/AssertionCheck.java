package dev.blobdrop.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/// Decides about a federated assertion in Entra's order: signature by the issuer's published keys,
/// validity, then issuer, audience and subject against the application's federated credentials.
final class AssertionCheck {
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Directory directory;
    private final HttpClient http;
    private volatile Duration ahead = Duration.ZERO;

    AssertionCheck(Directory directory, HttpClient http) {
        this.directory = directory;
        this.http = http;
    }

    /// How far this clock is ahead of everybody else's.
    void clockAhead(Duration time) {
        ahead = time;
    }

    Duration clockAhead() {
        return ahead;
    }

    void verify(String assertion, String clientId) throws EntraRefusal {
        SignedJWT token;
        JWTClaimsSet claims;
        try {
            token = SignedJWT.parse(assertion);
            claims = token.getJWTClaimsSet();
        } catch (ParseException e) {
            throw new EntraRefusal(EntraError.assertionMalformed());
        }
        String issuer = Optional.ofNullable(claims.getIssuer()).orElse("");
        if (directory.federatedCredentials().stream().anyMatch(c -> c.issuer().equals(issuer))) {
            verifySignature(token, issuer);
        }
        verifyValidity(claims, Instant.now().plus(ahead));
        match(claims, issuer, clientId);
    }

    private void verifySignature(SignedJWT token, String issuer) throws EntraRefusal {
        String keyId = Optional.ofNullable(token.getHeader().getKeyID()).orElse("");
        var key = keys(issuer).getKeyByKeyId(keyId);
        if (key == null) {
            throw new EntraRefusal(EntraError.signature("The key was not found."));
        }
        try {
            if (!token.verify(new RSASSAVerifier(key.toRSAKey()))) {
                throw new EntraRefusal(EntraError.signature("The provided signature is invalid."));
            }
        } catch (JOSEException e) {
            throw new EntraRefusal(EntraError.signature("The algorithm is not supported."));
        }
    }

    private JWKSet keys(String issuer) throws EntraRefusal {
        try {
            var discovery = JSONObjectUtils.parse(get(issuer + ".well-known/openid-configuration"));
            return JWKSet.parse(get(JSONObjectUtils.getString(discovery, "jwks_uri")));
        } catch (IOException | ParseException | IllegalArgumentException e) {
            throw new EntraRefusal(EntraError.issuerUnreachable());
        }
    }

    private String get(String url) throws IOException {
        try {
            var request = HttpRequest.newBuilder(URI.create(url)).timeout(Sandbox.PATIENCE);
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("HTTP " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void verifyValidity(JWTClaimsSet claims, Instant now) throws EntraRefusal {
        Instant from = instant(claims.getNotBeforeTime());
        Instant until = instant(claims.getExpirationTime());
        if (now.plus(SKEW).isBefore(from) || now.minus(SKEW).isAfter(until)) {
            throw new EntraRefusal(EntraError.validity(now, from, until));
        }
    }

    private static Instant instant(Date date) {
        return Optional.ofNullable(date).map(Date::toInstant).orElse(Instant.EPOCH);
    }

    private void match(JWTClaimsSet claims, String issuer, String clientId) throws EntraRefusal {
        List<FederatedCredential> issued = directory.federatedCredentials().stream()
                .filter(c -> c.clientId().equals(clientId) && c.issuer().equals(issuer))
                .toList();
        if (issued.isEmpty()) {
            throw new EntraRefusal(EntraError.issuer(issuer));
        }
        List<FederatedCredential> meant = issued.stream()
                .filter(c -> claims.getAudience().contains(c.audience()))
                .toList();
        if (meant.isEmpty()) {
            throw new EntraRefusal(EntraError.audience(String.join(",", claims.getAudience())));
        }
        String subject = Optional.ofNullable(claims.getSubject()).orElse("");
        if (meant.stream().noneMatch(c -> c.subject().equals(subject))) {
            boolean onlyCase = meant.stream().anyMatch(c -> c.subject().equalsIgnoreCase(subject));
            throw new EntraRefusal(onlyCase ? EntraError.subjectCase(subject) : EntraError.subject(subject));
        }
    }
}
