package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.transfer.RetryItem;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.flow.LastLook;
import dev.blobdrop.core.transfer.flow.Priority;
import dev.blobdrop.core.transfer.local.Slices;
import dev.blobdrop.core.transfer.local.SourceScanner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.IntSupplier;

/// One upload, from the first file found to the last one finished. One thread walks the sources;
/// others take the files from a queue ([QueueWorkers]).
public final class UploadRun {
    /// How long the end of the run waits for the walk, which may hang on a dead network drive.
    private static final Duration WALKER_GRACE = Duration.ofSeconds(2);

    /// The most large files begun at the same time; each has a thread of its own and helpers.
    private static final int MOST_LARGE = 16;

    private final UploadContext run;
    private final FileQueue queue;
    private final QueueWorkers small;
    private final QueueWorkers large;
    private boolean isCut;

    /// @param concurrency the most files begun at the same time
    /// @param useful how many requests may be in flight now
    public UploadRun(UploadContext run, int concurrency, IntSupplier useful) {
        this.run = run;
        this.queue = new FileQueue(run::isEnding);
        int most = Math.clamp(concurrency / 4, 1, MOST_LARGE);
        this.small = new QueueWorkers(Priority.SINGLE, queue, useful, run, this::upload);
        this.large = new QueueWorkers(Priority.BLOCK, queue, () -> most, run, this::upload);
    }

    /// Returns when every file has ended or the run was cancelled or stopped.
    public void run() throws InterruptedException {
        small.start();
        large.start();
        Thread walker = Thread.ofVirtual().name("walk").start(this::walk);
        try {
            small.await();
            large.await();
        } finally {
            walker.interrupt();
            walker.join(WALKER_GRACE);
        }
    }

    private void walk() {
        UploadPlan plan = new UploadPlan(run.request(), run.results(), queue);
        try {
            if (run.again().parts().isPresent()) {
                walkAgain(run.again().parts().get(), plan);
            } else {
                walkAll(scanner(plan, Optional.empty()));
            }
            if (!isCut) {
                run.progress().status().foundAll();
            }
        } catch (RuntimeException | Error e) {
            run.progress().status().stop(Problems.from(e, run.store().account().facts()));
        } finally {
            queue.close();
        }
    }

    private SourceScanner scanner(UploadPlan plan, Optional<BlobProperties> replaced) {
        UploadRequest request = run.request();
        return new SourceScanner(request.filter(), request.shard(), plan.visitor(replaced), this::cut);
    }

    private void walkAll(SourceScanner scanner) {
        for (Path source : run.request().sources()) {
            if (!cut()) {
                scanner.scan(source);
            }
        }
    }

    private void walkAgain(List<RetryItem> items, UploadPlan plan) {
        Set<Path> named = Set.copyOf(run.request().sources());
        for (RetryItem item : items) {
            if (!cut()) {
                scanner(plan, item.replaced()).scan(item, named.contains(item.path()));
            }
        }
    }

    /// Whether the walk has to end before it has seen everything. Called by the walking thread
    /// only.
    private boolean cut() {
        isCut |= run.isEnding();
        return isCut;
    }

    private void upload(PlannedFile file, Slices.Slice slice) {
        UploadProgress.ActiveFile active = run.progress().begin(file.path(), file.size());
        try {
            run.checkRunning();
            run.results()
                    .ended(
                            run.request().dryRun()
                                    ? new DryRun(run, file).plan()
                                    : new FileUpload(run, file, active, slice).run());
        } catch (CancellationException e) {
            active.interrupted();
        } catch (InterruptedException e) {
            active.interrupted();
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            if (run.isCancelled() && !LastLook.isDoubt(e)) {
                active.interrupted();
            } else {
                active.failed();
                run.results()
                        .failed(
                                file.path(),
                                file.item().name(),
                                Problems.from(e, run.store().account().facts()));
            }
        } finally {
            active.end();
        }
    }
}
