package dev.blobdrop.cli;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.storage.FoundBlob;
import dev.blobdrop.core.storage.Page;
import dev.blobdrop.core.transfer.DownloadProblems;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Deletes blobs one after the other, each only while it is the one that was seen, and keeps the
/// books.
final class Removal {
    private static final String GONE = "BlobNotFound";
    private static final Set<String> CHANGED = Set.of("ConditionNotMet", "TargetConditionNotMet");

    /// Troubles of one blob; any other one would meet the next blob too.
    private static final Set<Problem.Kind> OF_ONE =
            Set.of(Problem.Kind.CONFLICT, Problem.Kind.USAGE, Problem.Kind.SOURCE_UNUSABLE);

    private final Session session;
    private final BlobStore store;
    private final Output output;
    private final boolean dryRun;
    private final Troubles troubles;
    private long deleted;
    private long failed;
    private long bytes;

    Removal(Session session, BlobStore store, Output output, boolean dryRun) {
        this.session = session;
        this.store = store;
        this.output = output;
        this.dryRun = dryRun;
        this.troubles = new Troubles(output, session.countDown());
    }

    /// Deletes the blob of exactly that name.
    void one(String name) throws InterruptedException {
        try {
            BlobPath path = path(name);
            BlobProperties there =
                    session.ask(attempt -> store.find(path))
                            .orElseThrow(
                                    () ->
                                            DownloadProblems.missing(path.container(), name)
                                                    .asException());
            delete(name, there);
        } catch (ProblemException e) {
            failed(name, e.problem());
        }
    }

    /// Deletes all blobs below a prefix. What stands for a folder goes after what is in it.
    void below(String prefix) throws InterruptedException {
        List<FoundBlob> folders = new ArrayList<>();
        Optional<String> mark = Optional.empty();
        boolean any = false;
        do {
            Optional<String> from = mark;
            Page<FoundBlob> page =
                    session.ask(attempt -> store.below(session.container(), prefix, from));
            for (FoundBlob blob : page.items()) {
                any = true;
                if (blob.isFolder()) {
                    folders.add(blob);
                } else {
                    found(blob);
                }
            }
            mark = page.next();
        } while (mark.isPresent());
        for (FoundBlob folder : folders.reversed()) {
            found(folder);
        }
        if (!any) {
            failed(prefix, DownloadProblems.nothingBelow(session.container(), prefix));
        }
    }

    private void found(FoundBlob blob) throws InterruptedException {
        try {
            delete(blob.name(), blob.properties());
        } catch (ProblemException e) {
            failed(blob.name(), e.problem());
        }
    }

    private BlobPath path(String name) {
        return new BlobPath(session.container(), name);
    }

    private void delete(String name, BlobProperties there) throws InterruptedException {
        BlobPath path = path(name);
        if (!dryRun) {
            session.ask(attempt -> isDeleted(path, there.etag(), attempt));
        }
        deleted++;
        bytes += there.size();
        String verb = dryRun ? "Would delete " : "Deleted ";
        output.data(verb + path + " (" + Quantities.size(there.size()) + ")");
        output.event(
                Json.event(dryRun ? "planned" : "deleted")
                        .with("container", path.container())
                        .with("blob", name)
                        .with("bytes", there.size()));
    }

    /// A blob that is gone at the second try was deleted by the first one, whose answer was lost.
    private boolean isDeleted(BlobPath path, String etag, int attempt) {
        try {
            store.delete(path, new Condition.Unchanged(etag));
        } catch (ProblemException e) {
            String code = e.problem().code();
            boolean mayBeGone = attempt > 1 && (code.equals(GONE) || CHANGED.contains(code));
            if (!mayBeGone || store.find(path).isPresent()) {
                throw e;
            }
        }
        return true;
    }

    /// @throws ProblemException when the next blob would meet it too
    private void failed(String name, Problem problem) {
        if (!OF_ONE.contains(problem.kind()) && !problem.code().equals(GONE)) {
            throw problem.asException();
        }
        failed++;
        Problem said = inOurWords(name, problem);
        output.event(Json.event("failed").with("blob", name).with("problem", Output.json(said)));
        troubles.failed(name, said);
    }

    private static Problem inOurWords(String name, Problem problem) {
        if (CHANGED.contains(problem.code())) {
            return Problem.of(
                            Problem.Kind.CONFLICT,
                            problem.code(),
                            "The blob '" + name + "' was written meanwhile",
                            "It was not deleted, because it is not the one that was seen.")
                    .withRemedy("Run it again to delete the new one");
        }
        return problem.code().equals("SnapshotsPresent")
                ? Problem.of(
                                Problem.Kind.CONFLICT,
                                problem.code(),
                                "The blob '" + name + "' has snapshots",
                                "It cannot be deleted without them. Nothing was deleted of it.")
                        .withRemedy(
                                "az storage blob delete --auth-mode login --account-name ACCOUNT"
                                        + " -c CONTAINER -n BLOB --delete-snapshots include")
                : problem;
    }

    int exitCode() {
        return troubles.exitCode(Optional.empty(), failed, deleted);
    }

    void summarise(Json summary) {
        output.note(
                deleted
                        + (dryRun ? " to delete, " : " deleted, ")
                        + failed
                        + " failed; "
                        + Quantities.size(bytes));
        summary.with("deleted", dryRun ? 0 : deleted)
                .with("planned", dryRun ? deleted : 0)
                .with("failed", failed)
                .with("bytes", bytes)
                .with("dryRun", dryRun)
                .with("firstFailure", troubles.firstFailure().map(Output::json));
    }
}
