package dev.blobdrop.core.identity;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;

import dev.blobdrop.core.net.RenewableCredential;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Problems;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.util.Optional;
import java.util.function.Supplier;

/// A storage account that refuses a token names its own tenant, and the SDK asks for a token of
/// that one. When whoever is signed in elsewhere gets none there, that is the cause, whatever `az`
/// or the identity provider says about the second request.
///
/// @param all signs in
/// @param identity who is signed in
/// @param facts for the remedies
record ChallengedTenant(
        RenewableCredential all, Supplier<Optional<Identity>> identity, Supplier<Facts> facts)
        implements RenewableCredential {
    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        try {
            return all.getTokenSync(request);
        } catch (ProblemException e) {
            throw explained(request, e);
        }
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request))
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public void renew() {
        all.renew();
    }

    private ProblemException explained(TokenRequestContext request, ProblemException e) {
        Optional<String> own = identity.get().flatMap(Identity::tenantId);
        return Optional.ofNullable(request.getTenantId())
                .filter(asked -> own.filter(tenant -> !tenant.equalsIgnoreCase(asked)).isPresent())
                .filter(asked -> !e.problem().retryable())
                .map(asked -> otherTenant(asked, e.problem()).asException(e))
                .orElse(e);
    }

    private Problem otherTenant(String asked, Problem problem) {
        Problem other = Problems.otherTenant(asked, facts.get());
        return other.withTechnical(
                problem.technical().orElse(problem.title() + ". " + problem.detail()));
    }
}
