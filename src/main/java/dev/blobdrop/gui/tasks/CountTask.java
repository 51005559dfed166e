package dev.blobdrop.gui.tasks;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.CountedBlobs;
import dev.blobdrop.core.transfer.DeletionEvent;
import dev.blobdrop.core.transfer.DeletionRequest;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.engine.Deletion;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.gui.base.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Counts the blobs to delete, by a dry run of the engine.
final class CountTask implements BackgroundTask.Work {
    /// A count that takes longer is shown.
    private static final Duration LONG = Duration.ofMillis(500);

    private final CountedBlobs blobs = new CountedBlobs();
    private final Deletion dryRun;
    private volatile Optional<Problem> trouble = Optional.empty();

    /// Starts the count.
    CountTask(TransferEngine engine, DeletionRequest request) {
        this.dryRun = engine.delete(request.dry(true), this::note);
    }

    private void note(DeletionEvent event) {
        blobs.on(event);
        if (event instanceof DeletionEvent.Failed failed && hidesBlobs(failed.problem())) {
            trouble = trouble.or(() -> Optional.of(failed.problem()));
        }
    }

    /// Whether blobs may be missing from the count, so that the question would be wrong. Blobs that
    /// are gone or have unreadable names do not count as missing.
    private static boolean hidesBlobs(Problem problem) {
        return problem.kind() != Problem.Kind.NOT_FOUND && problem.kind() != Problem.Kind.USAGE;
    }

    boolean isLong() {
        return dryRun.snapshot().elapsed().compareTo(LONG) > 0;
    }

    boolean isCancelled() {
        return dryRun.snapshot().state() == RunState.CANCELLED;
    }

    /// Why the count failed.
    Optional<Problem> problem() {
        return dryRun.snapshot().stoppedBy().or(() -> trouble);
    }

    CountedBlobs blobs() {
        return blobs;
    }

    @Override
    public BackgroundTask.State now() {
        boolean running = dryRun.snapshot().state() == RunState.RUNNING;
        return new BackgroundTask.State(
                running,
                -1,
                Texts.of("explorer.delete.counting", dryRun.snapshot().found()),
                List.of());
    }

    @Override
    public void cancel() {
        dryRun.cancel();
    }
}
