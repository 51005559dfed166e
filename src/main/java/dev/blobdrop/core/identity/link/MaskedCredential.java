package dev.blobdrop.core.identity.link;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.CredentialUnavailableException;
import dev.blobdrop.core.identity.LinkNames;
import java.util.Map;
import reactor.core.publisher.Mono;

/// Replaces a credential that would use this machine while a pod is replayed on it: a laptop's own
/// sign-in must not answer for the pod.
public final class MaskedCredential implements TokenCredential {
    private static final String LAPTOP = "only on this machine, not in a pod";

    private static final Map<String, String> REASONS = Map.of(
            LinkNames.MANAGED_IDENTITY,
            "only works on the pod's node; not tried from here",
            LinkNames.INTELLIJ,
            LAPTOP,
            LinkNames.VS_CODE,
            LAPTOP,
            LinkNames.AZURE_CLI,
            LAPTOP,
            LinkNames.AZURE_POWERSHELL,
            LAPTOP,
            LinkNames.AZURE_DEVELOPER_CLI,
            LAPTOP,
            LinkNames.BROKER,
            LAPTOP);

    private final String reason;

    private MaskedCredential(String reason) {
        this.reason = reason;
    }

    /// The same credential, or a masked one if it would use this machine.
    public static NamedCredential link(NamedCredential link) {
        String reason = REASONS.get(link.name());
        return reason == null ? link : new NamedCredential(link.name(), new MaskedCredential(reason));
    }

    static boolean isMasked(String name) {
        return REASONS.containsKey(name);
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        throw new CredentialUnavailableException(reason);
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request));
    }
}
