package dev.blobdrop.core.identity.link;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/// A credential that is checked before each use and built at the first, so that what is missing is
/// reported in our words as the failure of this credential.
public final class DeferredCredential implements TokenCredential {
    private final Runnable check;
    private final Supplier<TokenCredential> builder;
    private Optional<TokenCredential> built = Optional.empty();

    /// @param check throws a ProblemException if the credential cannot work here
    public DeferredCredential(Runnable check, Supplier<TokenCredential> builder) {
        this.check = check;
        this.builder = builder;
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        check.run();
        return credential().getTokenSync(request);
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request));
    }

    private synchronized TokenCredential credential() {
        if (built.isEmpty()) {
            built = Optional.of(builder.get());
        }
        return built.get();
    }
}
