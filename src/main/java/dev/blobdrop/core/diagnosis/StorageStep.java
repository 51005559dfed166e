package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.ContainerProbe;
import java.util.List;
import java.util.function.BiFunction;

/// Checks one operation of the identity in the container.
///
/// @param action performs it and returns a line about the result
/// @param proves what is proven if it succeeds
record StorageStep(Stage stage, BiFunction<Examination, BlobStore, String> action, String proves) implements Step {
    static StorageStep container() {
        return new StorageStep(Stage.CONTAINER, StorageStep::find, "the container exists and is readable");
    }

    static StorageStep list() {
        return new StorageStep(Stage.LIST, StorageStep::list, "the container can be listed");
    }

    static StorageStep write() {
        return new StorageStep(Stage.WRITE, StorageStep::write, "the container is writable");
    }

    @Override
    public Finding examine(Examination at) {
        if (at.store().isEmpty()) {
            return Finding.withoutAccount(stage);
        }
        if (stage == Stage.WRITE && !at.request().writeProbe()) {
            return Finding.skipped(
                    stage, Finding.Skip.NEEDS_CONSENT, "not tested: would write an empty blob and delete it again");
        }
        try {
            String seen = action.apply(at, at.store().get());
            at.proven(proves);
            return Finding.ok(stage, seen);
        } catch (ProblemException e) {
            Problem problem = e.problem();
            boolean audience = problem.technical().orElse("").contains("Audience validation");
            Cause cause = audience
                    ? at.cause("F5", "the service reported: Audience validation failed")
                    : Cause.of(problem, at.facts(), List.of(problem.code()));
            return Finding.failed(stage, cause);
        }
    }

    private static String find(Examination at, BlobStore store) {
        probe(at, store).checkAccess();
        return at.request().container() + " exists";
    }

    private static String list(Examination at, BlobStore store) {
        return probe(at, store).list() ? "Listing works" : "It is empty";
    }

    private static String write(Examination at, BlobStore store) {
        String says = probe(at, store).write().says();
        return Character.toUpperCase(says.charAt(0)) + says.substring(1);
    }

    private static ContainerProbe probe(Examination at, BlobStore store) {
        return new ContainerProbe(store, at.request().container());
    }
}
