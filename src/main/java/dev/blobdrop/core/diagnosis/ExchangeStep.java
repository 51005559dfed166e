package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.identity.link.TokenExchange;
import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.CertificateProblems;
import dev.blobdrop.core.problem.FirstSentence;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Signs in: for a pod first with our own request, which shows what the library hides, then with
/// the library, which uploads use.
final class ExchangeStep implements Step {
    /// The row for a token that is meant for another service.
    private static final String AUDIENCE = "F5";

    private static final String STORAGE = "https://storage.azure.com";

    /// Storage as an application id.
    private static final String STORAGE_APPLICATION = "e406a681-f3d4-42a8-90b6-c2b029497af1";

    @Override
    public Stage stage() {
        return Stage.EXCHANGE;
    }

    @Override
    public Finding examine(Examination at) {
        boolean raw = at.token().isPresent()
                && at.environment().get(CredentialPlan.TOKEN_PROXY).isEmpty();
        List<String> evidence = new ArrayList<>();
        if (raw) {
            Optional<Cause> suspected = exchange(at, evidence);
            if (suspected.isPresent() && !works(at, suspected.get())) {
                return Finding.failed(stage(), suspected.get());
            }
            suspected.ifPresent(
                    cause -> evidence.add("our request: " + cause.problem().code() + ", but the library signs in"));
        }
        return signIn(at, evidence);
    }

    /// A new federated credential may fail the first request and accept the second; and only
    /// storage decides whether it accepts an audience.
    private static boolean works(Examination at, Cause suspected) {
        Confirmation confirmation = new Confirmation(at);
        boolean audience = suspected.row().filter(AUDIENCE::equals).isPresent();
        return confirmation.signsIn()
                && (!audience
                        || at.store().isPresent()
                                && confirmation
                                        .refusal()
                                        .filter(ExchangeStep::isSignIn)
                                        .isEmpty());
    }

    private static boolean isSignIn(Problem refusal) {
        return refusal.kind() == Problem.Kind.IDENTITY_REFUSED;
    }

    private static Optional<Cause> exchange(Examination at, List<String> evidence) {
        try {
            TokenExchange.Answer answer = TokenExchange.ask(at.plan());
            evidence.add("our request: status " + answer.status());
            return answer.identity().isPresent() ? otherAudience(at, answer) : Optional.of(refusal(at, answer));
        } catch (IOException e) {
            boolean proxied = at.plan().transport().proxy().isPresent();
            return Optional.of(at.cause(proxied ? "C4" : "C2", "no response: " + FirstSentence.of(e.getMessage())));
        }
    }

    /// Storage accepts only tokens for itself: for all accounts, or for this one.
    private static Optional<Cause> otherAudience(Examination at, TokenExchange.Answer answer) {
        return answer.audience()
                .map(audience -> audience.replaceFirst("/$", ""))
                .filter(audience -> !audience.equals(STORAGE)
                        && !audience.equals(STORAGE_APPLICATION)
                        && !audience.contains(".blob."))
                .map(audience -> at.cause(AUDIENCE, Difference.lines(STORAGE, audience)));
    }

    private static Cause refusal(Examination at, TokenExchange.Answer answer) {
        List<String> evidence = new ArrayList<>(List.of("status " + answer.status(), answer.text()));
        if (!answer.text().contains("Trace ID")) {
            evidence.add(answer.trace());
        }
        Optional<Duration> skew = answer.date().map(date -> skew(at, date));
        String code = answer.codes().stream().findFirst().orElse("");
        boolean clock =
                skew.filter(s -> s.compareTo(Examination.SKEW_LIMIT) > 0).isPresent();
        if (clock && code.equals("AADSTS700024")) {
            return at.cause("B6", clocks(at, answer.date().orElseThrow()));
        }
        Optional<Catalogue.Entry> known = Catalogue.standard().byCode(code, at.facts());
        if (known.isPresent()) {
            return Cause.of(known.get(), code, at.facts(), evidence);
        }
        return answer.status() == 429 || answer.status() >= 500
                ? at.cause("D15", evidence)
                : Cause.of(
                        Problem.of(
                                Problem.Kind.IDENTITY_REFUSED,
                                code.isEmpty() ? "sign-in-failed" : code,
                                "The identity provider refused the sign-in",
                                answer.text()),
                        at.facts(),
                        evidence);
    }

    /// Both clocks as evidence.
    static List<String> clocks(Examination at, ZonedDateTime other) {
        Instant here = at.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return List.of(
                "this machine  " + here,
                "server        " + other.toInstant(),
                "difference    " + skew(at, other).toMinutes() + " minutes");
    }

    static Duration skew(Examination at, ZonedDateTime date) {
        return Duration.between(date.toInstant(), at.clock().instant()).abs();
    }

    private Finding signIn(Examination at, List<String> evidence) {
        try {
            Identity who = at.chain().signIn();
            at.identity(who);
            at.proven("sign-in works");
            at.chain().trace().winner().ifPresent(link -> evidence.add(link.title() + " was used"));
            return new Finding(stage(), Finding.Status.OK, "Signed in as " + who.name(), evidence, Optional.empty());
        } catch (ProblemException e) {
            return Finding.failed(stage(), cause(at, e.problem()));
        }
    }

    private static Cause cause(Examination at, Problem problem) {
        List<String> evidence = new ArrayList<>();
        for (ChainTrace.Link link : at.chain().trace().links()) {
            evidence.add(link.title()
                    + ": "
                    + (link.reason().isEmpty() ? link.effect().word() : link.reason()));
        }
        Cause cause = Cause.of(problem, at.facts(), evidence);
        boolean binding = at.environment().get(CredentialPlan.TOKEN_PROXY).isPresent();
        if (binding && CertificateProblems.isCertificate(problem.code())) {
            return at.cause("C5", evidence);
        }
        boolean named = cause.row().isPresent();
        if (binding && !named && problem.kind() == Problem.Kind.IDENTITY_REFUSED) {
            evidence.add(problem.detail());
            return at.cause("C6", evidence);
        }
        boolean stopped = at.chain().trace().links().size() > 1 && problem.kind() == Problem.Kind.IDENTITY_REFUSED;
        return cause.row().isEmpty() && stopped ? at.cause("E4", evidence) : cause;
    }
}
