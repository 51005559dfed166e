package dev.blobdrop.core.storage;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.Access.Action;
import dev.blobdrop.core.storage.Access.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Finds out what the identity in use may do, by trying each thing once.
public final class AccessCheck {
    private final BlobStore store;
    private final ContainerProbe probe;

    public AccessCheck(BlobStore store, String container) {
        this.store = store;
        this.probe = new ContainerProbe(store, container);
    }

    /// Tries one thing after the other. After trouble that has nothing to do with rights, such as
    /// silence, the rest is not asked: it would be waited for as long again.
    ///
    /// @param writeProbe whether an empty blob may be written and removed again
    /// @param listener is told each answer as soon as it is there, on this thread
    public void check(boolean writeProbe, Consumer<Access> listener) {
        Optional<Problem> trouble = Optional.empty();
        for (Action action : Action.values()) {
            Access access = trouble.map(problem -> Access.notChecked(action, "not tried after: " + problem.title()))
                    .orElseGet(() -> check(action, writeProbe));
            listener.accept(access);
            trouble = trouble.or(() -> access.problem().filter(problem -> decidesNothing(access)));
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
        if (problem.code().startsWith("AuthorizationPermissionMismatch")) {
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
