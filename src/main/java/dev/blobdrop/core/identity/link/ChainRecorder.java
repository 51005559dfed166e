package dev.blobdrop.core.identity.link;

import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.ChainTrace.Effect;
import dev.blobdrop.core.identity.ChainTrace.HttpCall;
import dev.blobdrop.core.identity.ChainTrace.Link;
import dev.blobdrop.core.identity.ChainTrace.Outcome;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.identity.LinkNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Records what the observed credentials report. The chain is sequential, so at most one of them
/// runs, and HTTP calls are attributed to it. Safe for use by many threads.
public final class ChainRecorder {
    private final CredentialKind kind;
    private final ChainListener listener;
    private final List<Link> links = new ArrayList<>();
    private final List<HttpCall> calls = new ArrayList<>();
    private final List<Instant> renewals = new ArrayList<>();
    private Optional<Identity> identity = Optional.empty();
    private Optional<Stop> stop = Optional.empty();

    /// What ended the chain before a credential answered.
    public record Stop(String link, Throwable cause) {}

    /// @param listener called on the thread that signs in
    public ChainRecorder(CredentialKind kind, ChainListener listener) {
        this.kind = kind;
        this.listener = listener;
    }

    /// Adds a credential that has not been tried.
    ///
    /// @return its order, from 1
    public synchronized int add(String name) {
        int order = links.size() + 1;
        links.add(untried(order, name));
        return order;
    }

    private static Link untried(int order, String name) {
        return new Link(
                order,
                name,
                LinkNames.title(name),
                Outcome.NOT_TRIED,
                Effect.NOT_REACHED,
                Optional.empty(),
                "",
                List.of());
    }

    /// Records that a credential is tried.
    public void started(int order) {
        Link link;
        synchronized (this) {
            calls.clear();
            link = links.get(order - 1);
        }
        listener.started(link);
    }

    synchronized void called(HttpCall call) {
        calls.add(call);
    }

    /// Records how a credential ended, with the HTTP calls since it started.
    public void finished(int order, Outcome outcome, Effect effect, Duration took, String reason) {
        Link link;
        synchronized (this) {
            Link before = links.get(order - 1);
            link = new Link(order, before.name(), before.title(), outcome, effect, Optional.of(took), reason, calls);
            links.set(order - 1, link);
        }
        listener.finished(link);
    }

    synchronized void signedIn(Identity who) {
        if (identity.isPresent()) {
            renewals.add(Instant.now());
        }
        identity = Optional.of(who);
    }

    /// Starts a new pass. Until a credential has won, earlier results do not count.
    synchronized void restart() {
        stop = Optional.empty();
        if (identity.isEmpty()) {
            links.replaceAll(link -> untried(link.order(), link.name()));
        }
    }

    /// Records what ended the chain, because the chain's own exception hides it.
    synchronized void stopped(String link, Throwable cause) {
        stop = Optional.of(new Stop(link, cause));
    }

    /// What ended the last pass; empty if no credential was refused.
    public synchronized Optional<Stop> stop() {
        return stop;
    }

    /// Once a credential has won, only that one may be tried.
    public synchronized boolean mayTry(String name) {
        return identity.map(who -> who.credential().equals(name)).orElse(true);
    }

    /// Who signed in; empty until then.
    public synchronized Optional<Identity> identity() {
        return identity;
    }

    /// A snapshot of everything recorded.
    public synchronized ChainTrace trace() {
        return new ChainTrace(kind, links, identity, renewals);
    }
}
