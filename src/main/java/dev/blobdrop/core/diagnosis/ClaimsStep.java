package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.identity.FederatedToken;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What the federated token says of itself, compared with what was expected and with the clock.
final class ClaimsStep implements Step {
    private static final Duration LONGEST_LIFE = Duration.ofHours(25);
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
        return defaultToken(at, token)
                .or(() -> expired(at, token, now))
                .or(() -> entraToken(at, token))
                .or(() -> unexpected(at, token))
                .map(cause -> Finding.failed(stage(), cause))
                .orElseGet(
                        () ->
                                Finding.ok(
                                        stage(),
                                        token.subject(),
                                        "issuer    " + token.issuer(),
                                        "audience  " + token.audience() + oddity(token),
                                        "key id    " + token.keyId(),
                                        "SHA-256   " + token.fingerprint() + "...",
                                        "expires   "
                                                + token.expiresOn()
                                                        .map(Instant::toString)
                                                        .orElse("never")));
    }

    private static String oddity(FederatedToken token) {
        boolean usual =
                token.audience().startsWith("api://AzureADTokenExchange")
                        || token.audience().equals(BINDING_AUDIENCE);
        return usual ? "" : " (unusual; api://AzureADTokenExchange is what the webhook asks for)";
    }

    private static Optional<Cause> defaultToken(Examination at, FederatedToken token) {
        Optional<Duration> life =
                token.expiresOn()
                        .flatMap(end -> token.issuedAt().map(from -> Duration.between(from, end)));
        boolean apiToken =
                token.file().startsWith("/var/run/secrets/kubernetes.io")
                        || token.audience().startsWith("https://kubernetes.default")
                        || life.filter(span -> span.compareTo(LONGEST_LIFE) > 0).isPresent();
        return apiToken
                ? Optional.of(
                        at.cause(
                                "B4",
                                "audience " + token.audience(),
                                life.map(span -> "life " + span.toHours() + " h")
                                        .orElse("it never ends")))
                : Optional.empty();
    }

    private static Optional<Cause> expired(Examination at, FederatedToken token, Instant now) {
        return token.expiresOn()
                .filter(end -> !end.isAfter(now))
                .map(
                        end ->
                                at.cause(
                                        "B5",
                                        "expired at " + end,
                                        "it is " + now.truncatedTo(ChronoUnit.SECONDS)));
    }

    private static Optional<Cause> entraToken(Examination at, FederatedToken token) {
        boolean entra =
                token.issuer().startsWith("https://login.microsoftonline.")
                        || token.issuer().startsWith("https://sts.windows.net/");
        return entra ? Optional.of(at.cause("D11", "issuer " + token.issuer())) : Optional.empty();
    }

    private static Optional<Cause> unexpected(Examination at, FederatedToken token) {
        Expectations expected = at.request().expected();
        Optional<Cause> subject =
                expected.subject()
                        .filter(text -> !text.equals(token.subject()))
                        .map(text -> at.cause("B7", Difference.lines(text, token.subject())));
        boolean bound = token.audience().equals(BINDING_AUDIENCE);
        return subject.or(
                () ->
                        expected.issuer()
                                .filter(text -> !bound && !text.equals(token.issuer()))
                                .map(
                                        text ->
                                                at.cause(
                                                        "D1",
                                                        Difference.lines(text, token.issuer()))));
    }
}
