package dev.blobdrop.gui.model;

import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Condition;

import java.util.ArrayList;
import java.util.List;

/// Deletes blobs one after the other, each only if it is still the one that was counted.
final class DeleteWork implements Errand.Work {
    private static final int MOST_FAILURES = 100;

    private final List<Doomed> all;
    private final List<String> failures = new ArrayList<>();
    private long deleted;
    private long failed;
    private boolean cancelled;
    private boolean over;

    /// A blob as it was when somebody was asked about it.
    record Doomed(BlobPath path, String etag) {}

    DeleteWork(List<Doomed> all) {
        this.all = List.copyOf(all);
    }

    /// Blocks until all are gone, refused, or left because of [#cancel].
    void run(BlobStore store) {
        for (Doomed one : all) {
            synchronized (this) {
                if (cancelled) {
                    break;
                }
            }
            try {
                store.delete(one.path(), new Condition.Unchanged(one.etag()));
                note(one, List.of());
            } catch (RuntimeException e) {
                note(one, List.of(Problems.from(e, Facts.NONE)));
            }
        }
        synchronized (this) {
            over = true;
        }
    }

    private synchronized void note(Doomed one, List<Problem> problems) {
        if (problems.isEmpty()) {
            deleted++;
            return;
        }
        failed++;
        if (failures.size() < MOST_FAILURES) {
            Problem problem = problems.getFirst();
            failures.add(
                    Texts.of(
                            "explorer.errand.failure",
                            one.path().name(),
                            problem.title(),
                            problem.detail()));
        }
    }

    @Override
    public synchronized Errand.Sight look() {
        double share = all.isEmpty() ? 1 : (double) (deleted + failed) / all.size();
        List<String> parts = new ArrayList<>();
        parts.add(
                over
                        ? Texts.of("explorer.delete.done", deleted)
                        : Texts.of("explorer.delete.running", deleted, all.size()));
        if (failed > 0) {
            parts.add(Texts.of("explorer.errand.failed", failed));
        }
        if (over && cancelled) {
            parts.add(Texts.of("explorer.errand.cancelled"));
        }
        return new Errand.Sight(!over, share, String.join(", ", parts), failures);
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
    }
}
