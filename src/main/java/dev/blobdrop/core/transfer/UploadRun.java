package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problem.Kind;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.core.storage.BlobPath;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// One run from the first file found to the last one ended. One thread walks the sources, this one
/// hands what was found to virtual threads, at most as many at once as the engine allows.
final class UploadRun {
    /// Files found ahead of those being sent; the walk waits when there are more.
    private static final int AHEAD = 10_000;

    /// How long the walk may take to notice the end; a dead network drive must not hold it up.
    private static final Duration WALKER_GRACE = Duration.ofSeconds(2);

    /// Troubles that every other file would meet as well.
    private static final Set<Kind> STOPPING =
            EnumSet.of(
                    Kind.NO_IDENTITY,
                    Kind.IDENTITY_REFUSED,
                    Kind.DENIED_BY_ROLE,
                    Kind.DENIED_BY_NETWORK,
                    Kind.NOT_FOUND,
                    Kind.TRANSIENT);

    private final RunContext run;
    private final Progress progress;
    private final Semaphore permits;
    private final int concurrency;
    private final Set<BlobPath> names = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Optional<Found>> queue = new ArrayBlockingQueue<>(AHEAD);
    private boolean isCut;

    private record Found(Path path, String relativeName, long size) {}

    UploadRun(RunContext run, int concurrency) {
        this.run = run;
        this.progress = run.progress();
        this.concurrency = concurrency;
        this.permits = new Semaphore(concurrency);
    }

    /// Returns when every file has ended or the run was cancelled or stopped.
    void run() throws InterruptedException {
        Thread walker = Thread.ofVirtual().name("walk").start(this::walk);
        try {
            for (Optional<Found> next = next(); next.isPresent(); next = next()) {
                Found found = next.get();
                permits.acquire();
                run.threads()
                        .execute(
                                () -> {
                                    try {
                                        send(found);
                                    } finally {
                                        permits.release();
                                    }
                                });
            }
            permits.acquire(concurrency);
        } finally {
            walker.interrupt();
            walker.join(WALKER_GRACE);
        }
    }

    /// The next file to send; empty at the end, or when no more are to be sent.
    private Optional<Found> next() throws InterruptedException {
        while (!isEnding()) {
            Optional<Found> found = queue.poll(100, TimeUnit.MILLISECONDS);
            if (found != null) {
                return found;
            }
        }
        return Optional.empty();
    }

    private boolean isEnding() {
        return run.isCancelled() || progress.isStopped();
    }

    private void walk() {
        UploadRequest request = run.request();
        SourceScanner scanner =
                new SourceScanner(request.filter(), request.shard(), new Finder(), this::cut);
        try {
            for (Path source : request.sources()) {
                if (!cut()) {
                    scanner.scan(source);
                }
            }
            if (!isCut) {
                progress.scanned();
            }
        } catch (RuntimeException | Error e) {
            progress.stop(Problems.from(e, run.store().account().facts()));
        } finally {
            offer(Optional.empty());
        }
    }

    /// Whether the walk is to end before it has seen everything. Asked by the walking thread only.
    private boolean cut() {
        isCut |= isEnding();
        return isCut;
    }

    private void offer(Optional<Found> found) {
        try {
            queue.put(found);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Counts what the walk meets and passes files on.
    private final class Finder implements SourceScanner.Visitor {
        @Override
        public void file(Path path, String relativeName, long size) {
            progress.found.increment();
            progress.bytesFound.add(size);
            offer(Optional.of(new Found(path, relativeName, size)));
        }

        @Override
        public void skipped(Path path, String reason) {
            progress.found.increment();
            UploadRun.this.skipped(new TransferEvent.Skipped(path, reason));
        }

        @Override
        public void failed(Path path, Problem problem) {
            progress.found.increment();
            UploadRun.this.failed(path, problem);
        }
    }

    private void send(Found found) {
        Progress.ActiveFile active = progress.begin(found.path(), found.size());
        try {
            run.checkRunning();
            BlobPath target = target(found);
            ended(
                    run.request().dryRun()
                            ? new DryRun(run, found.path(), target, found.size()).plan()
                            : new FileUpload(run, found.path(), target, active).run());
        } catch (CancellationException e) {
            active.restart();
        } catch (InterruptedException e) {
            active.restart();
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            active.restart();
            if (!run.isCancelled()) {
                failed(found.path(), Problems.from(e, run.store().account().facts()));
            }
        } finally {
            active.end();
        }
    }

    private BlobPath target(Found found) {
        UploadRequest request = run.request();
        BlobPath target =
                new BlobPath(
                        request.container(),
                        request.prefix() + request.names().name(found.relativeName()));
        if (!names.add(target)) {
            throw new ProblemException(Conflicts.sameName(target));
        }
        return target;
    }

    private void ended(TransferEvent event) {
        if (event instanceof TransferEvent.Skipped skipped) {
            skipped(skipped);
        } else {
            progress.uploaded.increment();
            run.listener().on(event);
        }
    }

    private void skipped(TransferEvent.Skipped event) {
        progress.skipped.increment();
        run.listener().on(event);
    }

    private void failed(Path path, Problem problem) {
        progress.failed.increment();
        run.listener().on(new TransferEvent.Failed(path, problem));
        if (STOPPING.contains(problem.kind()) || problem.code().equals("untrusted-certificate")) {
            progress.stop(problem);
        }
    }
}
