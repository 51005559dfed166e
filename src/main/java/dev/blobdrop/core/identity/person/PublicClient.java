package dev.blobdrop.core.identity.person;

import com.azure.core.credential.TokenRequestContext;
import com.microsoft.aad.msal4j.AuthorizationCodeParameters;
import com.microsoft.aad.msal4j.AuthorizationRequestUrlParameters;
import com.microsoft.aad.msal4j.ClaimsRequest;
import com.microsoft.aad.msal4j.DeviceCode;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.Prompt;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.PendingSignIn;
import dev.blobdrop.core.identity.link.WireTap;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Microsoft's sign-in library for programs with a user (MSAL): one client and one token cache for
/// the browser, the device code and every silent renewal after them. The credentials of
/// azure-identity have four caches, and a look-up in another one asks the person again.
final class PublicClient {
    /// The Azure CLI's application, which every tenant knows; the Azure libraries use it too.
    private static final String AZURE_CLI_APPLICATION = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

    /// Work and school accounts of any tenant.
    private static final String ANY_TENANT = "organizations";

    /// Announces that we handle claims challenges: continuous access evaluation.
    private static final Set<String> CAPABILITIES = Set.of("CP1");

    private final String clientId;
    private final PublicClientApplication application;

    PublicClient(CredentialPlan plan, WireTap tap, Optional<ITokenCacheAccessAspect> store) {
        this.clientId = clientId(plan);
        String authority = plan.authority().replaceFirst("/*$", "/");
        try {
            var builder = PublicClientApplication.builder(clientId)
                    .authority(authority + plan.effectiveTenant().orElse(ANY_TENANT) + "/")
                    .httpClient(new MsalHttp(plan, tap))
                    .disableInternalRetries()
                    .executorService(Executors.newVirtualThreadPerTaskExecutor())
                    .clientCapabilities(CAPABILITIES)
                    .instanceDiscovery(plan.isKnownAuthority());
            store.ifPresent(builder::setTokenCacheAccessAspect);
            this.application = builder.build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("Not an authority: " + authority, e);
        }
    }

    static String clientId(CredentialPlan plan) {
        return plan.clientId().orElse(AZURE_CLI_APPLICATION);
    }

    /// The address of the sign-in page.
    URI page(TokenRequestContext request, URI redirect, String state, Pkce proof) {
        var parameters = AuthorizationRequestUrlParameters.builder(redirect.toString(), scopes(request))
                .state(state)
                .codeChallenge(proof.challenge())
                .codeChallengeMethod("S256")
                .prompt(Prompt.SELECT_ACCOUNT);
        claims(request).ifPresent(parameters::claims);
        try {
            return application.getAuthorizationRequestUrl(parameters.build()).toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Exchanges the code of the sign-in page for tokens.
    IAuthenticationResult redeem(String code, TokenRequestContext request, URI redirect, Pkce proof) {
        var parameters = AuthorizationCodeParameters.builder(code, redirect)
                .scopes(scopes(request))
                .codeVerifier(proof.verifier());
        claims(request).ifPresent(parameters::claims);
        return PendingSignIn.result(application.acquireToken(parameters.build()));
    }

    /// Gets a device code and polls until the person has entered it. Cancelling the future ends the
    /// polling.
    CompletableFuture<IAuthenticationResult> deviceCode(TokenRequestContext request, Consumer<DeviceCode> shown) {
        var parameters = DeviceCodeFlowParameters.builder(scopes(request), shown);
        claims(request).ifPresent(parameters::claims);
        return application.acquireToken(parameters.build());
    }

    /// A token from the cache or by a refresh token.
    ///
    /// @return empty if the person has to sign in again
    Optional<IAuthenticationResult> silently(IAccount account, TokenRequestContext request) {
        var parameters = SilentParameters.builder(scopes(request), account);
        Optional.ofNullable(request.getTenantId()).ifPresent(parameters::tenant);
        claims(request).ifPresent(claims -> parameters.claims(claims).forceRefresh(true));
        try {
            return Optional.of(PendingSignIn.result(application.acquireTokenSilently(parameters.build())));
        } catch (MsalInteractionRequiredException e) {
            return Optional.empty();
        } catch (MsalClientException e) {
            if ("cache_miss".equals(e.errorCode())) {
                return Optional.empty();
            }
            throw e;
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The account with that id, if its tokens are in the cache.
    Optional<IAccount> account(String homeAccountId) {
        return PendingSignIn.result(application.getAccounts()).stream()
                .filter(account -> account.homeAccountId().equals(homeAccountId))
                .findFirst();
    }

    private static Set<String> scopes(TokenRequestContext request) {
        return new HashSet<>(request.getScopes());
    }

    private static Optional<ClaimsRequest> claims(TokenRequestContext request) {
        return Optional.ofNullable(request.getClaims()).map(ClaimsRequest::formatAsClaimsRequest);
    }
}
