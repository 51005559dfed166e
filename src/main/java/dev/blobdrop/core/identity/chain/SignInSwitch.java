package dev.blobdrop.core.identity.chain;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.net.RenewableCredential;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Who a window is signed in as, account by account. The account that is shown is used as whoever
/// signed in last; one that was left, with an upload still under way, stays with the way to sign in
/// that it was used by. No account ever gets a token of another cloud's identity provider. A client
/// keeps one credential, whoever answers behind it. Safe for use by many threads.
public final class SignInSwitch {
    /// An account, as far as signing in goes.
    ///
    /// @param endpoint tells accounts apart
    /// @param authority the identity provider that the account takes tokens of, as a plan names it
    public record Account(String endpoint, String authority) {}

    /// A way to sign in. Signing in by it again, when it has expired, helps every account that is
    /// used by it.
    private record Way(CredentialKind kind, Optional<String> tenant, String authority) {
        static Way of(CredentialChain chain) {
            CredentialPlan plan = chain.plan();
            return new Way(plan.kind(), plan.tenant(), plan.authority());
        }
    }

    private final Map<Way, CredentialChain> chains = new HashMap<>();
    private final Map<Account, Way> left = new HashMap<>();
    private Optional<Account> shown = Optional.empty();
    private volatile Optional<CredentialChain> present = Optional.empty();

    /// The credential for clients of the Azure libraries that reach this account. Its failures are
    /// [dev.blobdrop.core.problem.ProblemException]s.
    public TokenCredential credential(Account account) {
        return new Switched(account);
    }

    /// This account is the one that is shown from now on.
    public synchronized void show(Optional<Account> account) {
        shown.ifPresent(before -> chain(before).ifPresent(chain -> left.put(before, Way.of(chain))));
        shown = account;
    }

    /// Lets this chain answer for the account that is shown, and for every other that is used by
    /// the same way to sign in.
    public synchronized void use(CredentialChain chain) {
        present = Optional.of(chain);
        chains.put(Way.of(chain), chain);
    }

    /// Lets nobody answer any more, for any account.
    public synchronized void signOut() {
        present = Optional.empty();
        chains.clear();
        left.clear();
    }

    /// The chain that signed in last.
    public Optional<CredentialChain> chain() {
        return present;
    }

    /// The chain that answers for this account; empty while nobody does.
    public synchronized Optional<CredentialChain> chain(Account account) {
        Optional<CredentialChain> last =
                present.filter(chain -> Way.of(chain).authority().equals(account.authority()));
        Optional<CredentialChain> own = Optional.ofNullable(left.get(account)).map(chains::get);
        return shown.equals(Optional.of(account)) ? last.or(() -> own) : own.or(() -> last);
    }

    /// What remedies need to know; nothing while nobody is signed in.
    public Facts facts(Account account) {
        return chain(account).map(CredentialChain::facts).orElse(Facts.NONE);
    }

    private Problem nobody(Account account) {
        return present.isEmpty()
                ? Problem.of(
                        Problem.Kind.NO_IDENTITY,
                        "signed-out",
                        "You're not signed in",
                        "You signed out or haven't signed in yet.")
                : Problem.of(
                        Problem.Kind.NO_IDENTITY,
                        "signed-out",
                        "You're not signed in to " + host(account),
                        "You're signed in to another cloud. Open the account again to sign in to its cloud.");
    }

    private static String host(Account account) {
        return URI.create(account.authority()).getHost();
    }

    private final class Switched implements RenewableCredential {
        private final Account account;

        Switched(Account account) {
            this.account = account;
        }

        @Override
        public AccessToken getTokenSync(TokenRequestContext request) {
            return chain(account)
                    .orElseThrow(() -> nobody(account).asException())
                    .credential()
                    .getTokenSync(request);
        }

        @Override
        public Mono<AccessToken> getToken(TokenRequestContext request) {
            return Mono.fromCallable(() -> getTokenSync(request)).subscribeOn(Schedulers.boundedElastic());
        }

        @Override
        public void renew() {
            chain(account)
                    .map(CredentialChain::credential)
                    .filter(RenewableCredential.class::isInstance)
                    .map(RenewableCredential.class::cast)
                    .ifPresent(RenewableCredential::renew);
        }
    }
}
