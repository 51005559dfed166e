package dev.blobdrop.core.storage;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;

import reactor.core.publisher.Mono;

/// Asks for tokens for storage only. The SDK asks for whatever resource a server's challenge names,
/// so without this a server could get a token for something else than its own service.
///
/// @param all gives tokens for any resource
record StorageOnlyCredential(TokenCredential all) implements TokenCredential {
    /// The same in every cloud; see the page "Authorize with Microsoft Entra ID" of the service.
    private static final String SCOPE = "https://storage.azure.com/.default";

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        return all.getTokenSync(forStorage(request));
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return all.getToken(forStorage(request));
    }

    private static TokenRequestContext forStorage(TokenRequestContext request) {
        return new TokenRequestContext()
                .addScopes(SCOPE)
                .setClaims(request.getClaims())
                .setTenantId(request.getTenantId())
                .setCaeEnabled(request.isCaeEnabled());
    }
}
