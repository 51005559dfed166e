package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.identity.FederatedToken;
import dev.blobdrop.core.identity.PodIdentity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Compares the claims of the federated token with the expected ones and with the clock.
final class ClaimsStep implements Step {
    private static final String BINDING_AUDIENCE = "api://AKSIdentityBinding";

    @Override
    public Stage stage() {
        return Stage.CLAIMS;
    }

    @Override
    public Finding examine(Examination at) {
        if (at.token().isEmpty()) {
            return Finding.notNeeded(stage());
        }
        FederatedToken token = at.token().get();
        Instant now = at.clock().instant();
        return PodIdentity.wrongToken(token)
                .map(at::cause)
                .or(() -> expired(at, token, now))
                .or(() -> PodIdentity.entraToken(token).map(at::cause))
                .or(() -> unexpected(at, token))
                .map(cause -> Finding.failed(stage(), cause))
                .orElseGet(() -> Finding.ok(
                        stage(),
                        token.subject(),
                        "issuer    " + token.issuer(),
                        "audience  " + token.audience() + oddity(token),
                        "key id    " + token.keyId(),
                        "SHA-256   " + token.fingerprint() + "...",
                        "expires   " + token.expiresOn().map(Instant::toString).orElse("never")));
    }

    private static String oddity(FederatedToken token) {
        boolean usual = token.audience().startsWith("api://AzureADTokenExchange")
                || token.audience().equals(BINDING_AUDIENCE);
        return usual ? "" : " (unusual; the webhook requests api://AzureADTokenExchange)";
    }

    private static Optional<Cause> expired(Examination at, FederatedToken token, Instant now) {
        return token.expiresOn()
                .filter(end -> !end.isAfter(now))
                .map(end -> at.cause("B5", "expired at " + end, "it is " + now.truncatedTo(ChronoUnit.SECONDS)));
    }

    private static Optional<Cause> unexpected(Examination at, FederatedToken token) {
        Expectations expected = at.request().expected();
        Optional<Cause> subject = expected.subject()
                .filter(text -> !text.equals(token.subject()))
                .map(text -> at.cause("B7", Difference.lines(text, token.subject())));
        boolean bound = token.audience().equals(BINDING_AUDIENCE);
        return subject.or(() -> expected.issuer()
                .filter(text -> !bound && !text.equals(token.issuer()))
                .map(text -> at.cause("D1", Difference.lines(text, token.issuer()))));
    }
}
