package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.net.PlainReply;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.core.problem.Secrets;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.azure.StorageProblems;
import dev.blobdrop.core.storage.azure.UnsignedReply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sends the account a request without a token: the answer contains its tenant and its clock. An
/// emulator or a gateway may refuse it with the code of the network rules, so a suspicion is
/// confirmed by a request with a token.
final class ChallengeStep implements Step {
    private static final String NETWORK_RULES = "AuthorizationFailure";

    @Override
    public Stage stage() {
        return Stage.CHALLENGE;
    }

    @Override
    public Finding examine(Examination at) {
        Optional<AccountUrl> account = at.request().account();
        if (account.isEmpty()) {
            return Finding.withoutAccount(stage());
        }
        try {
            return judge(at, UnsignedReply.ask(account.get(), at.plan().transport()));
        } catch (IOException e) {
            Problem problem = Problems.from(e, at.facts());
            Optional<Problem> refusal = new Confirmation(at).refusal();
            return refusal.filter(Problem::retryable).isPresent()
                    ? Finding.failed(stage(), Cause.of(problem, at.facts(), List.of("no response to a request")))
                    : Finding.note(
                            stage(),
                            "Responds only to requests with a token",
                            List.of("without a token: " + problem.title()));
        }
    }

    private Finding judge(Examination at, PlainReply response) {
        List<String> evidence = new ArrayList<>();
        String code = Secrets.redact(response.header("x-ms-error-code").orElse(""));
        evidence.add("without a token: status " + response.status() + " " + code);
        Optional<Duration> skew = response.date().map(date -> ExchangeStep.skew(at, date));
        boolean clock =
                skew.filter(s -> s.compareTo(Examination.SKEW_LIMIT) > 0).isPresent();
        Optional<String> wanted = response.header("www-authenticate").flatMap(StorageProblems::challengedTenant);
        Optional<String> ours = at.identity().flatMap(who -> who.tenantId());
        boolean tenant = wanted.isPresent() && ours.isPresent() && !wanted.get().equalsIgnoreCase(ours.get());
        boolean network = code.equals(NETWORK_RULES);
        if (clock || tenant || network) {
            Optional<Problem> refusal = new Confirmation(at).refusal();
            boolean signIn = refusal.filter(ChallengeStep::isSignIn).isPresent();
            if (clock && signIn) {
                return Finding.failed(
                        stage(),
                        at.cause("B6", ExchangeStep.clocks(at, response.date().orElseThrow())));
            }
            if (network && refusal.filter(ChallengeStep::isNetwork).isPresent()) {
                return Finding.failed(stage(), at.cause("F6", evidence));
            }
            if (tenant && signIn) {
                return Finding.failed(
                        stage(),
                        Cause.of(
                                "E2",
                                at.facts().with("other", wanted.get()),
                                Difference.lines(wanted.get(), ours.get())));
            }
            evidence.add(
                    "with a token: " + refusal.map(Problem::code).orElse("not refused") + ", so this is not the cause");
        }
        wanted.ifPresent(id -> evidence.add("the account's tenant is " + id));
        if (clock) {
            evidence.addAll(ExchangeStep.clocks(at, response.date().orElseThrow()));
        }
        at.proven("the account exists and responds");
        return new Finding(
                stage(),
                clock || tenant ? Finding.Status.NOTE : Finding.Status.OK,
                at.request().account().orElseThrow() + " responds",
                evidence,
                Optional.empty());
    }

    private static boolean isNetwork(Problem refusal) {
        return refusal.kind() == Problem.Kind.DENIED_BY_NETWORK;
    }

    private static boolean isSignIn(Problem refusal) {
        return refusal.kind() == Problem.Kind.IDENTITY_REFUSED;
    }
}
