package dev.blobdrop.core.identity.chain;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.FederatedToken;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.identity.Injection;
import dev.blobdrop.core.identity.LinkNames;
import dev.blobdrop.core.identity.PodFault;
import dev.blobdrop.core.identity.link.ChainRecorder;
import dev.blobdrop.core.identity.link.LinkReasons;
import dev.blobdrop.core.identity.link.ObservedCredential;
import dev.blobdrop.core.identity.link.ObservedLink;
import dev.blobdrop.core.identity.link.WireTap;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Place;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Signs in by a plan and records how: which credentials were tried in which order, how long each
/// took, why it failed, and which one won.
///
/// Safe for use by many threads; the sign-in happens once for all of them.
public final class CredentialChain {
    private final CredentialPlan plan;
    private final ChainRecorder recorder;
    private final LinkReasons reasons;
    private final TokenCredential credential;

    private CredentialChain(CredentialPlan plan, ChainListener listener, Clock clock) {
        this.plan = plan;
        this.recorder = new ChainRecorder(plan.kind(), listener);
        this.reasons = new LinkReasons(plan);
        List<ObservedLink> links = new ChainLinks(plan, new WireTap(recorder), clock)
                .links().stream()
                        .map(link -> new ObservedLink(link.name(), link.credential(), recorder, reasons))
                        .toList();
        this.credential = new ObservedCredential(links, recorder, this::explain, clock);
    }

    /// @throws ProblemException when the settings of the plan are invalid
    public static CredentialChain of(CredentialPlan plan, ChainListener listener) {
        return new CredentialChain(plan, listener, Clock.systemUTC());
    }

    /// Gets a token for storage, or reuses one that is still valid.
    ///
    /// @return who the token belongs to
    /// @throws ProblemException when no credential worked or one was refused
    public Identity signIn() {
        credential.getTokenSync(new TokenRequestContext().addScopes(CredentialPlan.STORAGE_SCOPE));
        return recorder.identity().orElseThrow();
    }

    /// The credential for a client of the Azure libraries. It fails with a [ProblemException].
    public TokenCredential credential() {
        return credential;
    }

    /// How it signs in.
    CredentialPlan plan() {
        return plan;
    }

    /// What the chain has done so far.
    public ChainTrace trace() {
        return recorder.trace();
    }

    /// Facts of the plan, the federated token and the identity for remedies, as far as known.
    public Facts facts() {
        Facts facts = plan.facts().and(FederatedToken.facts(plan));
        return recorder.identity().map(who -> facts.and(facts(who))).orElse(facts);
    }

    private Facts facts(Identity who) {
        return node(who)
                .map(code -> who.facts().with("node", code).with("cid", who.appId()))
                .orElseGet(() -> elsewhere(who));
    }

    /// A managed identity outside a cluster means an Azure machine.
    private Facts elsewhere(Identity who) {
        boolean server = who.credential().equals("ManagedIdentityCredential")
                && !plan.environment().inKubernetes();
        return server ? who.facts().with("place", Place.SERVER.id()) : who.facts();
    }

    /// The catalogue code that explains why the chain fell through to the node's identity; empty if
    /// it did not.
    private Optional<String> node(Identity who) {
        boolean node = plan.kind() == CredentialKind.DEFAULT
                && plan.environment().inKubernetes()
                && who.credential().equals("ManagedIdentityCredential");
        return Optional.of(plan)
                .filter(ignored -> node)
                .flatMap(Injection::notInjected)
                .map(PodFault::code)
                .map(code -> code.equals("not-injected") ? "node-identity" : code);
    }

    private ProblemException explain(Throwable thrown) {
        return recorder.stop()
                .map(stop -> reasons.failure(stop.link(), stop.cause()).asException(stop.cause()))
                .orElseGet(() -> noIdentity().asException(thrown));
    }

    /// Every credential that was tried does not apply here. In a pod, workload identity should
    /// have.
    private Problem noIdentity() {
        return reasons.inPod(false).orElseGet(this::noCredentialWorked);
    }

    private Problem noCredentialWorked() {
        List<ChainTrace.Link> links = recorder.trace().links().stream()
                .filter(link -> link.outcome() != ChainTrace.Outcome.NOT_TRIED)
                .filter(link -> recorder.mayTry(link.name()))
                .toList();
        boolean single = links.size() == 1;
        boolean late = single && links.getFirst().outcome() == ChainTrace.Outcome.TIMED_OUT;
        return Problem.of(
                        Problem.Kind.NO_IDENTITY,
                        late ? "no-answer" : "no-identity",
                        late ? links.getFirst().title() + " did not answer in time" : "You are not signed in",
                        single
                                ? links.getFirst().title() + ": "
                                        + links.getFirst().reason() + "."
                                : "None of the " + links.size() + " sign-in methods worked.")
                .withRemedy(Stream.of(
                                late(links).isPresent()
                                        ? late(links).stream().flatMap(this::lateHints)
                                        : Stream.of(signInHint(links)),
                                Stream.of("blobdrop whoami   # shows the reason for each credential"))
                        .flatMap(lines -> lines)
                        .toArray(String[]::new));
    }

    /// The first program that was stopped because it took too long.
    private static Optional<ChainTrace.Link> late(List<ChainTrace.Link> links) {
        return links.stream()
                .filter(link -> link.outcome() == ChainTrace.Outcome.TIMED_OUT)
                .filter(link -> LinkReasons.lateHint(link.name()).isPresent())
                .findFirst();
    }

    /// How to give the program more time, and how to see what it waits for.
    private Stream<String> lateHints(ChainTrace.Link link) {
        String moreTime = plan.kind() == CredentialKind.DEFAULT
                ? LinkReasons.aloneHint(link.name())
                : "set credential-timeout 3m   allow more time";
        return Stream.concat(Stream.of(moreTime), LinkReasons.lateHint(link.name()).stream());
    }

    /// The most likely way to sign in next time with the credentials that were tried.
    private String signInHint(List<ChainTrace.Link> links) {
        return Stream.of(LinkReasons.SILENCE_AZ, LinkReasons.SILENCE_PYTHON)
                .filter(fix -> links.stream().anyMatch(link -> link.reason().contains(fix)))
                .findFirst()
                .orElseGet(() -> signInCommand(links));
    }

    private String signInCommand(List<ChainTrace.Link> links) {
        return switch (plan.kind()) {
            case DEFAULT -> defaultHint(links);
            case AZURE_CLI -> "az login   # then run again";
            case AZURE_POWERSHELL -> "Connect-AzAccount   # in PowerShell, then run again";
            case AZURE_DEVELOPER_CLI -> "azd auth login   # then run again";
            default -> "set credential default   try the credentials one after the other";
        };
    }

    private String defaultHint(List<ChainTrace.Link> links) {
        if (plan.environment().inKubernetes()) {
            return "In the pod template: labels: {azure.workload.identity/use: \"true\"}";
        }
        if (plan.place() == Place.SERVER) {
            return "Give this machine a managed identity, or set a service principal for the build:"
                    + " AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET";
        }
        return links.stream().anyMatch(link -> link.name().equals(LinkNames.AZURE_CLI))
                ? "az login   # then run again"
                : "unset AZURE_TOKEN_CREDENTIALS   # it excludes your own sign-in";
    }
}
