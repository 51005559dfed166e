package dev.blobdrop.core.identity;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;

import dev.blobdrop.core.net.RenewableCredential;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.util.Optional;

/// Who a window is signed in as: nobody at first, then by the chain that signed in last. A client
/// keeps one credential, whoever answers behind it. Safe for use by many threads.
public final class SignInSwitch {
    private final TokenCredential credential = new Switched();
    private volatile Optional<CredentialChain> chain = Optional.empty();

    /// The credential for clients of the Azure libraries. Its failures are
    /// [dev.blobdrop.core.problem.ProblemException]s.
    public TokenCredential credential() {
        return credential;
    }

    /// Lets this chain answer from now on.
    public void use(CredentialChain other) {
        chain = Optional.of(other);
    }

    /// Lets nobody answer any more.
    public void signOut() {
        chain = Optional.empty();
    }

    /// The chain that answers.
    public Optional<CredentialChain> chain() {
        return chain;
    }

    /// What remedies need to know; nothing while nobody is signed in.
    public Facts facts() {
        return chain.map(CredentialChain::facts).orElse(Facts.NONE);
    }

    private final class Switched implements RenewableCredential {
        @Override
        public AccessToken getTokenSync(TokenRequestContext request) {
            return chain.orElseThrow(() -> nobody().asException())
                    .credential()
                    .getTokenSync(request);
        }

        @Override
        public Mono<AccessToken> getToken(TokenRequestContext request) {
            return Mono.fromCallable(() -> getTokenSync(request))
                    .subscribeOn(Schedulers.boundedElastic());
        }

        @Override
        public void renew() {
            chain.map(CredentialChain::credential)
                    .filter(RenewableCredential.class::isInstance)
                    .map(RenewableCredential.class::cast)
                    .ifPresent(RenewableCredential::renew);
        }

        private static Problem nobody() {
            return Problem.of(
                    Problem.Kind.NO_IDENTITY,
                    "signed-out",
                    "Nobody is signed in",
                    "You signed out, or did not sign in yet.");
        }
    }
}
