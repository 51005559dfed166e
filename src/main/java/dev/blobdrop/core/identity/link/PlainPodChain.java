package dev.blobdrop.core.identity.link;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.CredentialUnavailableException;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.FederatedToken;
import dev.blobdrop.core.identity.LinkNames;
import dev.blobdrop.core.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/// The library's default chain in a pod with plain workload identity. There only two credentials
/// can be tried: the environment's, which does not apply, and workload identity, where the chain
/// stops whatever it answers. The others are listed for the trace and built only if they are tried.
public final class PlainPodChain {
    /// The variables that the library's EnvironmentCredential signs in with. If none of them is
    /// set, the library is not needed.
    private static final List<String> SECRETS =
            List.of("AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_USERNAME", "AZURE_PASSWORD");

    private final CredentialPlan plan;
    private final WireTap tap;
    private final Clock clock;

    /// @param tap records the HTTP calls
    public PlainPodChain(CredentialPlan plan, WireTap tap, Clock clock) {
        this.plan = plan;
        this.tap = tap;
        this.clock = clock;
    }

    /// Whether this plan is the default chain of such a pod, as far as variables tell.
    public static boolean applies(CredentialPlan plan) {
        return plan.environment().inKubernetes()
                && WorkloadIdentityLink.isPlain(plan)
                && names(plan).isPresent()
                && SECRETS.stream().noneMatch(plan.environment().variables()::containsKey);
    }

    /// @return empty if only the library can tell
    private static Optional<List<String>> names(CredentialPlan plan) {
        String selection = plan.environment()
                .variables()
                .getOrDefault(LibraryChain.SELECTION, "")
                .strip();
        return Stream.of("", "prod")
                .filter(selection::equalsIgnoreCase)
                .findFirst()
                .map(known -> known.isEmpty() ? LinkNames.IN_ORDER : LinkNames.OF_SERVERS);
    }

    /// The credentials in the library's order.
    public List<NamedCredential> links() {
        return names(plan).orElseThrow().stream()
                .map(name -> new NamedCredential(name, link(name)))
                .toList();
    }

    private TokenCredential link(String name) {
        return switch (name) {
            case LinkNames.ENVIRONMENT ->
                new Lazy(() -> {
                    throw new CredentialUnavailableException("EnvironmentCredential authentication unavailable.");
                });
            case LinkNames.WORKLOAD_IDENTITY -> workloadIdentity();
            default -> new Lazy(() -> library(name));
        };
    }

    /// The library itself reports what is wrong with the token file, as in its own chain.
    private TokenCredential workloadIdentity() {
        TokenCredential own = new WorkloadIdentityLink(
                plan,
                tap,
                clock,
                (calls, client) -> LibraryChain.one(plan, calls, LinkNames.WORKLOAD_IDENTITY, client));
        TokenCredential library = new Lazy(() -> library(LinkNames.WORKLOAD_IDENTITY));
        return new Lazy(() -> isUsable() ? own : library);
    }

    private boolean isUsable() {
        try {
            FederatedToken.check(plan, clock.instant());
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    private TokenCredential library(String name) {
        return LibraryChain.one(plan, tap, name, plan.transport().client());
    }

    /// A credential that is looked up at each use.
    private record Lazy(Supplier<TokenCredential> link) implements TokenCredential {
        @Override
        public AccessToken getTokenSync(TokenRequestContext request) {
            return link.get().getTokenSync(request);
        }

        @Override
        public Mono<AccessToken> getToken(TokenRequestContext request) {
            return Mono.fromCallable(() -> getTokenSync(request));
        }
    }
}
