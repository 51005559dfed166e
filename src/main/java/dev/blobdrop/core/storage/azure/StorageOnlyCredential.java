package dev.blobdrop.core.storage.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// Asks for tokens for storage only. The SDK asks for whatever resource a server's challenge names,
/// so without this a server could get a token for something else than its own service.
///
/// It remembers the tenant that was asked for last: that of the account, once a challenge has named
/// it. Safe for use by many threads.
final class StorageOnlyCredential implements TokenCredential {
    /// The same in every cloud; see the page "Authorize with Microsoft Entra ID" of the service.
    private static final String SCOPE = "https://storage.azure.com/.default";

    private final TokenCredential all;
    private volatile Optional<String> tenant = Optional.empty();

    /// @param all gives tokens for any resource
    StorageOnlyCredential(TokenCredential all) {
        this.all = all;
    }

    /// A token for the tenant that was asked for last.
    AccessToken token() {
        TokenRequestContext request = new TokenRequestContext().addScopes(SCOPE).setCaeEnabled(true);
        tenant.ifPresent(request::setTenantId);
        return all.getTokenSync(request);
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        return all.getTokenSync(forStorage(request));
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return all.getToken(forStorage(request));
    }

    private TokenRequestContext forStorage(TokenRequestContext request) {
        tenant = Optional.ofNullable(request.getTenantId());
        return new TokenRequestContext()
                .addScopes(SCOPE)
                .setClaims(request.getClaims())
                .setTenantId(request.getTenantId())
                .setCaeEnabled(request.isCaeEnabled());
    }
}
