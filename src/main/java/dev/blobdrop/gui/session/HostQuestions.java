package dev.blobdrop.gui.session;

import dev.blobdrop.core.config.TrustedHosts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.UiThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Asks once before a token is sent to a host that is neither Azure's nor this machine. All work
/// that needs the answer waits here. A host becomes trusted once it has answered like a storage
/// service.
public final class HostQuestions {
    private final UiThreads threads;
    private final Connector connector;
    private final List<Waiting> waiting = new ArrayList<>();
    private final ReadOnlyObjectWrapper<Optional<String>> host = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> trusted = new ReadOnlyObjectWrapper<>(Optional.empty());
    private boolean looking;

    /// Work that continues when the host is trusted, or fails.
    private record Waiting(AccountUrl account, Runnable then, Consumer<Problem> otherwise) {
        String host() {
            return account.host();
        }
    }

    HostQuestions(UiThreads threads, Connector connector) {
        this.threads = threads;
        this.connector = connector;
    }

    // ---- Properties ----

    /// The full name of the host in question.
    public ReadOnlyObjectProperty<Optional<String>> host() {
        return host.getReadOnlyProperty();
    }

    /// The host that was trusted last.
    public ReadOnlyObjectProperty<Optional<String>> trusted() {
        return trusted.getReadOnlyProperty();
    }

    // ---- Commands ----

    /// Continues at once if the host is trusted, or when the user has confirmed it.
    ///
    /// @param otherwise called with the reason if it is not trusted
    void whenTrusted(AccountUrl account, Runnable then, Consumer<Problem> otherwise) {
        threads.check();
        if (isTrusted(account)) {
            then.run();
        } else {
            waiting.add(new Waiting(account, then, otherwise));
            askNext();
        }
    }

    boolean isTrusted(AccountUrl account) {
        return connector.hosts().trusts(account.host());
    }

    /// Trusts the host in question, if it answers like a storage service.
    public void trust() {
        threads.check();
        if (host.get().isEmpty() || looking) {
            return;
        }
        looking = true;
        AccountUrl account = waiting.getFirst().account();
        threads.work(
                () -> {
                    connector.check(account);
                    return account.host();
                },
                host -> {
                    connector.hosts().add(host);
                    trusted.set(Optional.of(host));
                    answered(host, Waiting::then);
                },
                problem -> answered(account.host(), w -> () -> w.otherwise().accept(problem)));
    }

    /// Rejects the host in question.
    public void decline() {
        threads.check();
        if (!looking) {
            host.get().ifPresent(host -> answered(host, w -> () -> w.otherwise().accept(declined(host))));
        }
    }

    private interface Continuation {
        Runnable of(Waiting one);
    }

    private void answered(String host, Continuation next) {
        looking = false;
        List<Waiting> all =
                waiting.stream().filter(one -> one.host().equals(host)).toList();
        waiting.removeAll(all);
        this.host.set(Optional.empty());
        all.forEach(one -> next.of(one).run());
        askNext();
    }

    private void askNext() {
        if (host.get().isEmpty() && !waiting.isEmpty()) {
            host.set(Optional.of(waiting.getFirst().host()));
        }
    }

    static Problem declined(String host) {
        return Problem.of(
                Problem.Kind.USAGE,
                TrustedHosts.UNTRUSTED,
                Texts.of("window.trust.declined", host),
                Texts.of("window.trust.declined.detail"));
    }
}
