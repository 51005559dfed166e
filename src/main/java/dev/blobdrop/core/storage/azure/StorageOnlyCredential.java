package dev.blobdrop.core.storage.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// Requests tokens for storage only. The SDK requests them for any resource that a server's
/// challenge names, so without this a server could get a token for another service.
///
/// It remembers the tenant of the last request: the account's, once a challenge has named it. Safe
/// for use by many threads.
final class StorageOnlyCredential implements TokenCredential {
    /// The same in every cloud; see the service's page "Authorize with Microsoft Entra ID".
    private static final String SCOPE = "https://storage.azure.com/.default";

    private final TokenCredential all;
    private volatile Optional<String> tenant = Optional.empty();

    /// @param all returns tokens for any resource
    StorageOnlyCredential(TokenCredential all) {
        this.all = all;
    }

    /// A token for the tenant of the last request.
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
