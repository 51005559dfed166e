package dev.blobdrop.sandbox;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One token request as the identity provider saw it, and what it answered; never a token.
///
/// @param grant the `grant_type`, or `cli` for the stand-in Azure CLI
/// @param claims the `claims` parameter, by which a client says that it handles revocation
/// @param code the number after `AADSTS` when the answer was a refusal
public record Exchange(
        Instant time,
        String tenant,
        String clientId,
        String grant,
        Optional<Assertion> assertion,
        String scope,
        Optional<String> claims,
        int status,
        OptionalInt code) {

    /// Which assertion was presented, by its claims.
    public record Assertion(String id, String issuer, String subject, List<String> audience) {
        static Optional<Assertion> read(String token) {
            try {
                var claims = SignedJWT.parse(token).getJWTClaimsSet();
                return Optional.of(new Assertion(
                        Optional.ofNullable(claims.getJWTID()).orElse(""),
                        Optional.ofNullable(claims.getIssuer()).orElse(""),
                        Optional.ofNullable(claims.getSubject()).orElse(""),
                        claims.getAudience()));
            } catch (ParseException e) {
                return Optional.empty();
            }
        }
    }
}
