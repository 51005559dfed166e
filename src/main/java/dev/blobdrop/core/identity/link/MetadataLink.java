package dev.blobdrop.core.identity.link;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.CredentialUnavailableException;
import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import com.microsoft.aad.msal4j.ManagedIdentitySourceType;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.Injection;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/// A managed identity behind the metadata endpoint. The library is called only if Azure answers
/// there and, while other credentials are left to try, only if it issues tokens at once.
///
/// While other credentials are left, no answer of the metadata endpoint stops the chain, because
/// nobody configured it.
public final class MetadataLink implements TokenCredential {
    private static final String ADDRESS = "AZURE_POD_IDENTITY_AUTHORITY_HOST";

    private final TokenCredential link;
    private final MetadataProbe probe;
    private final WireTap tap;
    private final boolean alone;

    /// @param tap used by this credential alone
    /// @param alone whether no credential after it can answer
    public MetadataLink(CredentialPlan plan, TokenCredential link, WireTap tap, boolean alone) {
        this.link = link;
        String address = plan.transport().configuration().get(ADDRESS, MetadataProbe.DEFAULT_ADDRESS);
        this.probe = new MetadataProbe(address, plan.clientId());
        this.tap = tap;
        this.alone = alone;
    }

    /// Whether the library would use the metadata endpoint. It uses others in App Service, Azure
    /// Arc, Service Fabric, Cloud Shell and with a federated token.
    public static boolean applies(CredentialPlan plan) {
        boolean federated = plan.environment().get("AZURE_TENANT_ID").isPresent()
                && plan.environment().get(Injection.FILE).isPresent();
        return !federated
                && ManagedIdentityApplication.getManagedIdentitySource() == ManagedIdentitySourceType.DEFAULT_TO_IMDS;
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        obstacle().ifPresent(obstacle -> {
            throw obstacle;
        });
        tap.open();
        try {
            return link.getTokenSync(request);
        } catch (CredentialUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw alone ? e : OwnReason.unavailable(refusal());
        } finally {
            tap.close();
        }
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request));
    }

    private Optional<CredentialUnavailableException> obstacle() {
        try {
            return OwnThread.start("metadata", () -> alone ? probe.notAzure() : probe.obstacle())
                    .within(LinkDeadline.METADATA);
        } catch (TimeoutException e) {
            return Optional.of(OwnReason.late(OwnReason.noAnswer(LinkDeadline.METADATA)
                    + " at the metadata endpoint"
                    + (alone ? "" : MetadataProbe.PATIENCE)));
        } catch (InterruptedException e) {
            throw OwnThread.cancelled(e);
        } catch (ExecutionException e) {
            throw OwnThread.thrown(e);
        }
    }

    private String refusal() {
        return tap.lastStatus()
                .map(status -> "the metadata endpoint answered " + status + " without a token")
                .orElse("the metadata endpoint returned no token");
    }
}
