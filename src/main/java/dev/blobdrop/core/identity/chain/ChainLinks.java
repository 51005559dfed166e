package dev.blobdrop.core.identity.chain;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.FederatedToken;
import dev.blobdrop.core.identity.Injection;
import dev.blobdrop.core.identity.LinkNames;
import dev.blobdrop.core.identity.SignInHost;
import dev.blobdrop.core.identity.link.DeferredCredential;
import dev.blobdrop.core.identity.link.LibraryChain;
import dev.blobdrop.core.identity.link.LinkDeadline;
import dev.blobdrop.core.identity.link.MaskedCredential;
import dev.blobdrop.core.identity.link.MetadataLink;
import dev.blobdrop.core.identity.link.NamedCredential;
import dev.blobdrop.core.identity.link.PlainPodChain;
import dev.blobdrop.core.identity.link.TimedLink;
import dev.blobdrop.core.identity.link.WireTap;
import dev.blobdrop.core.identity.link.WorkloadIdentityLink;
import dev.blobdrop.core.identity.person.BrokerSignIn;
import dev.blobdrop.core.identity.person.BrowserPrompt;
import dev.blobdrop.core.identity.person.DeviceCodePrompt;
import dev.blobdrop.core.identity.person.PersonCredential;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Creates the credentials of a plan: the library's chain, one of its credentials, or one of ours.
final class ChainLinks {
    private final CredentialPlan plan;
    private final WireTap tap;
    private final Clock clock;

    ChainLinks(CredentialPlan plan, WireTap tap, Clock clock) {
        this.plan = plan;
        this.tap = tap;
        this.clock = clock;
    }

    List<NamedCredential> links() {
        return masked(limited(planned()));
    }

    /// Every credential that the library's chain can have, whatever `AZURE_TOKEN_CREDENTIALS`
    /// removes.
    List<NamedCredential> all() {
        return masked(limited(
                LibraryChain.readAll(plan, tap).stream().map(ChainLinks::named).toList()));
    }

    private List<NamedCredential> masked(List<NamedCredential> links) {
        return plan.environment().replayed()
                ? links.stream().map(MaskedCredential::link).toList()
                : links;
    }

    private List<NamedCredential> planned() {
        return switch (plan.kind()) {
            case DEFAULT ->
                PlainPodChain.applies(plan)
                        ? new PlainPodChain(plan, tap, clock).links()
                        : LibraryChain.read(plan, tap).stream()
                                .map(ChainLinks::named)
                                .toList();
            case WORKLOAD_IDENTITY -> List.of(workloadIdentity());
            case ENVIRONMENT -> List.of(libraryLink(LinkNames.ENVIRONMENT));
            case MANAGED_IDENTITY -> List.of(libraryLink(LinkNames.MANAGED_IDENTITY));
            case AZURE_CLI -> List.of(libraryLink(LinkNames.AZURE_CLI));
            case AZURE_POWERSHELL -> List.of(libraryLink(LinkNames.AZURE_POWERSHELL));
            case AZURE_DEVELOPER_CLI -> List.of(libraryLink(LinkNames.AZURE_DEVELOPER_CLI));
            case BROWSER -> List.of(browser());
            case DEVICE_CODE -> List.of(deviceCode());
            case BROKER -> List.of(broker());
        };
    }

    private static NamedCredential named(TokenCredential link) {
        return new NamedCredential(NamedCredential.nameOf(link), link);
    }

    /// Gives each credential its deadline.
    private List<NamedCredential> limited(List<NamedCredential> links) {
        boolean alone = links.size() == 1;
        return links.stream()
                .map(link -> limited(link, link.equals(links.getLast()), alone))
                .toList();
    }

    /// Managed identity gets the long deadline in a cluster too: in a pod no credential after it
    /// can answer, since no person is signed in, and with little CPU a token takes longer.
    private NamedCredential limited(NamedCredential link, boolean last, boolean alone) {
        if (link.name().equals(LinkNames.MANAGED_IDENTITY) && MetadataLink.applies(plan)) {
            boolean noneAfter = last || plan.environment().inKubernetes();
            return timed(metadata(noneAfter), LinkDeadline.metadata(noneAfter), false);
        }
        return LinkDeadline.of(link.name())
                .map(deadline -> deadline.withProgramLimit(plan.programLimit(), alone))
                .map(deadline -> timed(link, deadline, alone))
                .orElse(link);
    }

    private NamedCredential metadata(boolean alone) {
        WireTap own = tap.separate();
        TokenCredential link = LibraryChain.managedIdentity(plan, own);
        return new NamedCredential(LinkNames.MANAGED_IDENTITY, new MetadataLink(plan, link, own, alone));
    }

    private NamedCredential timed(NamedCredential link, LinkDeadline deadline, boolean alone) {
        Optional<SignInHost> host = Optional.of(plan.host()).filter(any -> alone);
        return new NamedCredential(
                link.name(), new TimedLink(link.name(), link.credential(), deadline, plan.authority(), host));
    }

    private NamedCredential libraryLink(String name) {
        return LibraryChain.readAll(plan, tap).stream()
                .map(ChainLinks::named)
                .filter(link -> link.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("azure-identity no longer has " + name));
    }

    private NamedCredential workloadIdentity() {
        TokenCredential link = new WorkloadIdentityLink(plan, tap, clock, this::workloadIdentity);
        return new NamedCredential(
                LinkNames.WORKLOAD_IDENTITY,
                new DeferredCredential(() -> FederatedToken.check(plan, clock.instant()), () -> link));
    }

    /// The library's own credential, always with the AKS token proxy enabled. Without the proxy's
    /// variables this changes nothing, and with them (identity bindings) the default chain cannot
    /// sign in at all.
    public TokenCredential workloadIdentity(WireTap calls, HttpClient client) {
        return common(new WorkloadIdentityCredentialBuilder(), calls, client)
                .clientId(plan.effectiveClientId().orElseThrow())
                .tenantId(plan.effectiveTenant().orElseThrow())
                .tokenFilePath(plan.environment().get(Injection.FILE).orElseThrow())
                .enableAzureProxy()
                .build();
    }

    private NamedCredential browser() {
        return new NamedCredential(LinkNames.BROWSER, new PersonCredential(plan, tap, new BrowserPrompt(plan)));
    }

    private NamedCredential deviceCode() {
        return new NamedCredential(
                LinkNames.DEVICE_CODE, new PersonCredential(plan, tap, new DeviceCodePrompt(plan.host())));
    }

    private NamedCredential broker() {
        return new NamedCredential(
                LinkNames.BROKER, new DeferredCredential(() -> BrokerSignIn.check(plan.host()), () -> {
                    var builder = common(
                            BrokerSignIn.builder(plan.host()),
                            tap,
                            plan.transport().client());
                    plan.effectiveTenant().ifPresent(builder::tenantId);
                    plan.clientId().ifPresent(builder::clientId);
                    return builder.build();
                }));
    }

    private <B extends AadCredentialBuilderBase<B>> B common(B builder, WireTap calls, HttpClient client) {
        builder.httpClient(client)
                .configuration(LibraryChain.configuration(plan))
                .retryOptions(LibraryChain.RETRIES)
                .addPolicy(calls);
        builder.authorityHost(plan.authority());
        return plan.isKnownAuthority() ? builder : builder.disableInstanceDiscovery();
    }
}
