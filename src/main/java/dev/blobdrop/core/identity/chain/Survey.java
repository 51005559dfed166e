package dev.blobdrop.core.identity.chain;

import com.azure.core.credential.TokenRequestContext;
import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.ChainTrace.Effect;
import dev.blobdrop.core.identity.ChainTrace.Link;
import dev.blobdrop.core.identity.ChainTrace.Outcome;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.identity.LinkNames;
import dev.blobdrop.core.identity.link.ChainRecorder;
import dev.blobdrop.core.identity.link.LinkReasons;
import dev.blobdrop.core.identity.link.NamedCredential;
import dev.blobdrop.core.identity.link.ObservedLink;
import dev.blobdrop.core.identity.link.WireTap;
import dev.blobdrop.core.identity.person.BrokerSignIn;
import dev.blobdrop.core.problem.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Tries every credential, even after a success, and says what the default chain would do with the
/// answers. Skips a credential that would ask a person. Used once, by one thread.
public final class Survey {
    private final ChainListener listener;
    private final ChainRecorder recorder;
    private final LinkReasons reasons;
    private final CredentialKind kind;
    private final List<NamedCredential> links;
    private final Set<String> chain;
    private final List<Link> results = new ArrayList<>();
    private Optional<Identity> identity = Optional.empty();
    private Optional<Problem> problem = Optional.empty();
    private boolean decided;

    private Survey(CredentialPlan plan, ChainListener listener, List<NamedCredential> others) {
        this.listener = listener;
        this.kind = plan.kind();
        this.recorder = new ChainRecorder(plan.kind(), new Starts(listener));
        this.reasons = new LinkReasons(plan);
        ChainLinks all = new ChainLinks(plan, new WireTap(recorder), Clock.systemUTC());
        this.chain = all.links().stream().map(NamedCredential::name).collect(Collectors.toSet());
        this.links = others.isEmpty() ? all.all() : others;
    }

    /// @param plan of the kind [CredentialKind#DEFAULT]
    public static Survey of(CredentialPlan plan, ChainListener listener) {
        return new Survey(plan, listener, List.of());
    }

    /// A survey of other credentials, for tests.
    static Survey over(List<NamedCredential> links, CredentialPlan plan, ChainListener listener) {
        return new Survey(plan, listener, links);
    }

    /// Tries all credentials one after the other, each up to its own deadline.
    ///
    /// @return every credential; the identity is that of the one that would win
    public ChainTrace ask() {
        for (NamedCredential named : links) {
            ObservedLink link = new ObservedLink(named.name(), named.credential(), recorder, reasons);
            int order = results.size() + 1;
            if (named.name().equals(LinkNames.BROKER) && BrokerSignIn.isPossible()) {
                report(notAsked(order, named.name(), CredentialKind.BROKER));
            } else {
                Optional<Identity> who = ask(link, order);
                if (results.getLast().effect() == Effect.WOULD_WIN) {
                    identity = who;
                }
            }
        }
        report(notAsked(results.size() + 1, LinkNames.BROWSER, CredentialKind.BROWSER));
        report(notAsked(results.size() + 1, LinkNames.DEVICE_CODE, CredentialKind.DEVICE_CODE));
        return new ChainTrace(kind, results, identity, List.of());
    }

    /// Why the chain would fail; empty if it would have a winner. Call after [#ask].
    public Optional<Problem> problem() {
        boolean won = results.stream().anyMatch(link -> link.effect() == Effect.WOULD_WIN);
        if (won) {
            return Optional.empty();
        }
        return problem.or(() -> Optional.of(Problem.of(
                        Problem.Kind.NO_IDENTITY,
                        "no-identity",
                        "You are not signed in",
                        "None of the chain's credentials would sign in.")
                .withRemedy("az login   # then run again")));
    }

    private Optional<Identity> ask(ObservedLink link, int order) {
        TokenRequestContext request = new TokenRequestContext()
                .addScopes(CredentialPlan.STORAGE_SCOPE)
                .setCaeEnabled(true);
        Optional<Identity> who = Optional.empty();
        try {
            who = Optional.of(Identity.of(link.name(), link.getTokenSync(request)));
        } catch (RuntimeException | LinkageError e) {
            // The observed link has recorded why.
        }
        report(judged(recorder.trace().links().get(order - 1)));
        return who;
    }

    /// The same credential with what its answer means for the chain.
    private Link judged(Link link) {
        Effect effect = effect(link);
        boolean ends = effect == Effect.WOULD_WIN || effect == Effect.WOULD_STOP;
        decided = decided || ends;
        if (effect == Effect.WOULD_STOP) {
            problem = recorder.stop().map(stop -> reasons.failure(stop.link(), stop.cause()));
        }
        return with(link, link.outcome() == Outcome.WON ? Outcome.ANSWERS : link.outcome(), effect, link.reason());
    }

    private Effect effect(Link link) {
        if (!chain.contains(link.name())) {
            return Effect.LEFT_OUT;
        }
        if (decided) {
            return Effect.NOT_REACHED;
        }
        return switch (link.effect()) {
            case ANSWERED -> Effect.WOULD_WIN;
            case STOPPED_HERE -> Effect.WOULD_STOP;
            default -> Effect.MOVED_ON;
        };
    }

    private static Link notAsked(int order, String name, CredentialKind kind) {
        return new Link(
                order,
                name,
                LinkNames.title(name),
                Outcome.NOT_ASKED,
                Effect.WOULD_PROMPT,
                Optional.empty(),
                "never tried unless you choose it: " + kind.id(),
                List.of());
    }

    private static Link with(Link link, Outcome outcome, Effect effect, String reason) {
        return new Link(link.order(), link.name(), link.title(), outcome, effect, link.took(), reason, link.calls());
    }

    private void report(Link link) {
        results.add(link);
        listener.finished(link);
    }

    /// Passes on only the start of each credential; the survey reports the results itself.
    private record Starts(ChainListener listener) implements ChainListener {
        @Override
        public void started(Link link) {
            listener.started(link);
        }

        @Override
        public void finished(Link link) {}
    }
}
