package dev.blobdrop.core.identity.person;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.link.WireTap;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.time.ZoneOffset;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// Signs in a person and asks as rarely as possible: a sign-in saved by this run or an earlier one
/// comes first, and after a refusal this credential does not ask again, however many requests need
/// a token.
public final class PersonCredential implements TokenCredential {
    private final CredentialPlan plan;
    private final WireTap tap;
    private final PersonPrompt person;
    private final SignInMemory memory;
    private Optional<PublicClient> client = Optional.empty();
    private Optional<IAccount> account = Optional.empty();
    private Optional<Problem> refusal = Optional.empty();

    /// @param tap records the HTTP calls
    /// @param person how to ask
    public PersonCredential(CredentialPlan plan, WireTap tap, PersonPrompt person) {
        this.plan = plan;
        this.tap = tap;
        this.person = person;
        this.memory = SignInMemory.of(plan.environment());
    }

    @Override
    public synchronized AccessToken getTokenSync(TokenRequestContext request) {
        PublicClient signIn = client();
        Optional<IAuthenticationResult> known = account(signIn).flatMap(who -> signIn.silently(who, request));
        IAuthenticationResult result = known.orElseGet(() -> ask(signIn, request));
        account = Optional.of(result.account());
        return new AccessToken(
                result.accessToken(), result.expiresOnDate().toInstant().atOffset(ZoneOffset.UTC));
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request));
    }

    private PublicClient client() {
        if (client.isEmpty()) {
            client = Optional.of(new PublicClient(plan, tap, memory.tokens()));
        }
        return client.get();
    }

    private Optional<IAccount> account(PublicClient signIn) {
        return account.or(() -> memory.record(plan).flatMap(signIn::account));
    }

    /// A person would have to sign in but must not be asked.
    static Problem needed() {
        return Problem.of(
                Problem.Kind.NO_IDENTITY,
                "sign-in-needed",
                "Not signed in yet",
                "There is no saved sign-in, or it has expired.");
    }

    private IAuthenticationResult ask(PublicClient signIn, TokenRequestContext request) {
        refusal.ifPresent(problem -> {
            throw problem.asException();
        });
        if (!plan.host().mayAsk()) {
            throw needed().asException();
        }
        try {
            IAuthenticationResult result = person.ask(signIn, request);
            memory.remember(plan, result).ifPresent(plan.host()::notRemembered);
            return result;
        } catch (ProblemException e) {
            refusal = Optional.of(e.problem());
            throw e;
        }
    }
}
