package dev.blobdrop.gui.tasks;

import dev.blobdrop.core.transfer.DeletionEvent;
import dev.blobdrop.core.transfer.DeletionRequest;
import dev.blobdrop.core.transfer.DeletionSnapshot;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.engine.Deletion;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.gui.base.Texts;
import java.util.ArrayList;
import java.util.List;

/// A deletion by the engine, with its texts.
final class DeleteTask implements BackgroundTask.Work {
    private final long number;
    private final FailureReasons reasons = new FailureReasons();
    private final Deletion deletion;

    /// Starts the deletion.
    ///
    /// @param number of blobs in the question
    DeleteTask(TransferEngine engine, DeletionRequest request, long number) {
        this.number = number;
        this.deletion = engine.delete(request, this::note);
    }

    private void note(DeletionEvent event) {
        if (event instanceof DeletionEvent.Failed failed) {
            reasons.add(failed.name(), failed.problem());
        }
    }

    @Override
    public BackgroundTask.State now() {
        DeletionSnapshot now = deletion.snapshot();
        boolean running = now.state() == RunState.RUNNING;
        double share = (double) (now.deleted() + now.failed()) / Math.max(1, number);
        return new BackgroundTask.State(
                running,
                running ? Math.min(0.99, share) : 1,
                running ? Texts.of("explorer.delete.running", now.deleted(), number) : end(now),
                reasons.lines());
    }

    private String end(DeletionSnapshot now) {
        List<String> parts = new ArrayList<>();
        parts.add(Texts.of("explorer.delete.done", now.deleted()));
        add(parts, "explorer.task.failed", now.failed());
        add(parts, "explorer.delete.new", now.skipped());
        // A blob that is no longer there was deleted by someone else.
        add(
                parts,
                now.state() == RunState.DONE ? "explorer.delete.gone" : "explorer.delete.left",
                number - now.deleted() - now.failed());
        if (now.state() == RunState.CANCELLED) {
            parts.add(Texts.of("explorer.task.cancelled"));
        }
        String sums = String.join(", ", parts);
        return now.stoppedBy().map(problem -> sums + " · " + problem.title()).orElse(sums);
    }

    private static void add(List<String> parts, String key, long number) {
        if (number > 0) {
            parts.add(Texts.of(key, number));
        }
    }

    @Override
    public void cancel() {
        deletion.cancel();
    }
}
