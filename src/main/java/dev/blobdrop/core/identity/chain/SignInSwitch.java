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

/// Decides which sign-in a window uses for each account. The account shown uses the latest sign-in.
/// An account shown before, which may still have uploads, keeps the sign-in method it was used
/// with. No account ever gets a token from another cloud's identity provider. Clients keep one
/// credential while the sign-in behind it changes. Safe for use by many threads.
public final class SignInSwitch {
    /// An account as far as the sign-in is concerned.
    ///
    /// @param endpoint identifies the account
    /// @param authority the identity provider whose tokens the account accepts, as in a plan
    public record Account(String endpoint, String authority) {}

    /// A way to sign in. Signing in again after it expired serves every account that uses it.
    private record SignInMethod(CredentialKind kind, Optional<String> tenant, String authority) {
        static SignInMethod of(CredentialChain chain) {
            CredentialPlan plan = chain.plan();
            return new SignInMethod(plan.kind(), plan.tenant(), plan.authority());
        }
    }

    private final Map<SignInMethod, CredentialChain> chains = new HashMap<>();
    private final Map<Account, SignInMethod> methods = new HashMap<>();
    private Optional<Account> shown = Optional.empty();
    private volatile Optional<CredentialChain> current = Optional.empty();

    /// The credential for clients that connect to this account. It fails with a
    /// [dev.blobdrop.core.problem.ProblemException].
    public TokenCredential credential(Account account) {
        return new Switched(account);
    }

    /// Makes this the account that is shown.
    public synchronized void show(Optional<Account> account) {
        shown.ifPresent(before -> chain(before).ifPresent(chain -> methods.put(before, SignInMethod.of(chain))));
        shown = account;
    }

    /// Uses this chain for the account that is shown and for every other with the same sign-in
    /// method.
    public synchronized void use(CredentialChain chain) {
        current = Optional.of(chain);
        chains.put(SignInMethod.of(chain), chain);
    }

    /// Signs out of every account.
    public synchronized void signOut() {
        current = Optional.empty();
        chains.clear();
        methods.clear();
    }

    /// The chain that signed in last.
    public Optional<CredentialChain> chain() {
        return current;
    }

    /// The chain that this account uses; empty if none.
    public synchronized Optional<CredentialChain> chain(Account account) {
        Optional<CredentialChain> last =
                current.filter(chain -> SignInMethod.of(chain).authority().equals(account.authority()));
        Optional<CredentialChain> own =
                Optional.ofNullable(methods.get(account)).map(chains::get);
        return shown.equals(Optional.of(account)) ? last.or(() -> own) : own.or(() -> last);
    }

    /// Facts for remedies; empty while signed out.
    public Facts facts(Account account) {
        return chain(account).map(CredentialChain::facts).orElse(Facts.NONE);
    }

    private Problem signedOut(Account account) {
        return current.isEmpty()
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
                    .orElseThrow(() -> signedOut(account).asException())
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
