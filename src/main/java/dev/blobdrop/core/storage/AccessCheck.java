package dev.blobdrop.core.storage;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.Access.Action;
import dev.blobdrop.core.storage.Access.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Finds out what the current identity may do by trying each operation once.
public final class AccessCheck {
    private final BlobStore store;
    private final ContainerProbe probe;

    /// @param container its name; it need not exist
    public AccessCheck(BlobStore store, String container) {
        this.store = store;
        this.probe = new ContainerProbe(store, container);
    }

    /// Tries one operation after the other. After a problem that has nothing to do with roles, such
    /// as a timeout, the rest is skipped, because each would take as long again.
    ///
    /// @param writeProbe whether an empty blob may be written and deleted again
    /// @param listener receives each result at once, on this thread
    public void check(boolean writeProbe, Consumer<Access> listener) {
        Optional<Problem> inconclusive = Optional.empty();
        for (Action action : Action.values()) {
            Access access = inconclusive
                    .map(problem -> Access.notChecked(action, "not tried after: " + problem.title()))
                    .orElseGet(() -> check(action, writeProbe));
            listener.accept(access);
            inconclusive = inconclusive.or(() -> access.problem().filter(problem -> decidesNothing(access)));
        }
    }

    private static boolean decidesNothing(Access access) {
        return access.verdict() == Verdict.NOT_CHECKED;
    }

    private Access check(Action action, boolean writeProbe) {
        return switch (action) {
            case LIST_CONTAINERS ->
                attempt(action, () -> {
                    int found = store.containers("", Optional.empty()).items().size();
                    return found == 1 ? "there is one" : "there are " + found;
                });
            case LIST -> attempt(action, () -> probe.list() ? "it contains blobs" : "it is empty");
            case WRITE ->
                writeProbe
                        ? attempt(action, () -> probe.write().says())
                        : Access.notChecked(action, Access.WRITES_A_BLOB);
        };
    }

    private static Access attempt(Action action, Supplier<String> request) {
        long start = System.nanoTime();
        try {
            String seen = request.get();
            return new Access(action, Verdict.ALLOWED, since(start), seen, Optional.empty());
        } catch (ProblemException e) {
            Problem problem = e.problem();
            return new Access(action, Verdict.of(problem), since(start), says(action, problem), Optional.of(problem));
        }
    }

    private static String says(Action action, Problem problem) {
        if (problem.isMissingRole()) {
            return action == Action.LIST_CONTAINERS
                    ? "needs a role on the whole account; not needed for uploads"
                    : "no role on this container allows it";
        }
        return Verdict.of(problem) == Verdict.NOT_CHECKED ? problem.title() + ". " + problem.detail() : problem.title();
    }

    private static Optional<Duration> since(long start) {
        return Optional.of(Duration.ofNanos(System.nanoTime() - start));
    }
}
