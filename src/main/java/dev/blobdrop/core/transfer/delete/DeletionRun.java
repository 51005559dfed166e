package dev.blobdrop.core.transfer.delete;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.FoundBlob;
import dev.blobdrop.core.transfer.CountedBlobs;
import dev.blobdrop.core.transfer.DeletionRequest;
import dev.blobdrop.core.transfer.flow.BlobSearch;
import dev.blobdrop.core.transfer.flow.LastLook;
import dev.blobdrop.core.transfer.flow.ReadProblems;
import dev.blobdrop.core.transfer.flow.RunServices;
import dev.blobdrop.core.transfer.flow.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;

/// One deletion. The calling thread finds the blobs, page by page, and hands each to a worker
/// thread.
public final class DeletionRun {
    private final BlobStore store;
    private final DeletionRequest request;
    private final DeletionResults results;
    private final RunServices run;
    private final BlobSearch search;
    private final Workers workers;

    /// Marker blobs of folders, as in accounts with a hierarchical namespace, where they are real
    /// folders: deleted after everything else.
    private final List<FoundBlob> folders = new ArrayList<>();

    /// @param atOnce the most blobs begun at the same time
    public DeletionRun(BlobStore store, DeletionRequest request, DeletionResults results, RunServices run, int atOnce) {
        this.store = store;
        this.request = request;
        this.results = results;
        this.run = run;
        this.search = new BlobSearch(store, run.sender(), request.container());
        this.workers = new Workers(run, () -> atOnce, 1);
    }

    /// Returns when every blob has ended or the run was cancelled or stopped.
    public void run() throws InterruptedException {
        try {
            for (String name : request.blobs()) {
                run.checkRunning();
                results.found();
                begin(name, () -> named(name));
            }
            for (String prefix : request.folders()) {
                run.checkRunning();
                below(prefix);
            }
            emptied();
            results.status().foundAll();
        } catch (CancellationException e) {
            // What was found and not begun counts as left.
        } finally {
            workers.await();
        }
    }

    private void named(String name) throws InterruptedException {
        BlobProperties blob = search.one(name, retrying(name));
        if (blob.isFolder() && !request.exact()) {
            throw ReadProblems.isFolder(name).asException();
        }
        if (blob.isFolder()) {
            keep(new FoundBlob(name, blob, true));
        } else {
            delete(name, blob);
        }
    }

    private synchronized void keep(FoundBlob folder) {
        folders.add(folder);
    }

    private void below(String prefix) throws InterruptedException {
        try {
            boolean any = search.below(prefix, this::found, retrying(prefix));
            Optional<FoundBlob> marker = search.marker(prefix, retrying(prefix))
                    .filter(blob -> !request.blobs().contains(blob.name()));
            if (marker.isPresent()) {
                found(marker.get());
            } else if (!any && request.counted().isEmpty()) {
                throw ReadProblems.nothingBelow(request.container(), prefix).asException();
            }
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            results.found();
            failed(prefix, e);
        }
    }

    private void found(FoundBlob blob) throws InterruptedException {
        run.checkRunning();
        results.found();
        if (blob.isFolder()) {
            keep(blob);
        } else {
            begin(blob);
        }
    }

    /// Deletes the folders, the deepest first, because a folder must be empty.
    private void emptied() throws InterruptedException {
        workers.await();
        folders.sort(Comparator.comparingInt(DeletionRun::depth).reversed());
        int depth = Integer.MAX_VALUE;
        for (FoundBlob folder : folders) {
            if (depth(folder) < depth) {
                workers.await();
                depth = depth(folder);
            }
            run.checkRunning();
            begin(folder);
        }
    }

    private static int depth(FoundBlob folder) {
        return (int) folder.name().chars().filter(c -> c == '/').count();
    }

    /// A dry run makes no request for a listed blob, so it reports it here, in order.
    private void begin(FoundBlob blob) throws InterruptedException {
        if (request.dryRun()) {
            try {
                delete(blob.name(), blob.properties());
            } catch (ProblemException e) {
                failed(blob.name(), e);
            }
        } else {
            begin(blob.name(), () -> delete(blob.name(), blob.properties()));
        }
    }

    private void begin(String name, Workers.Work work) throws InterruptedException {
        workers.begin(work, thrown -> failed(name, thrown));
    }

    private void delete(String name, BlobProperties seen) throws InterruptedException {
        BlobPath path = new BlobPath(request.container(), name);
        switch (since(name, seen)) {
            case NEW -> results.skipped(name, "it was written after the others were counted");
            case CHANGED -> throw DeletionProblems.changed(name).asException();
            case UNCHANGED -> {
                if (request.dryRun()) {
                    results.planned(name, seen.size(), seen.etag());
                } else {
                    BlobDeletion deletion = new BlobDeletion(store, path, seen.etag());
                    LastLook.settled(deletion, () -> run.sender().ask(deletion, retrying(name)));
                    results.deleted(name, seen.size());
                }
            }
        }
    }

    private CountedBlobs.Since since(String name, BlobProperties seen) {
        return request.counted()
                .map(counted -> counted.since(name, seen.etag()))
                .orElse(CountedBlobs.Since.UNCHANGED);
    }

    private BiConsumer<Problem, Duration> retrying(String name) {
        return (problem, pause) -> results.retrying(name, problem, pause);
    }

    private void failed(String name, Throwable thrown) {
        Problem problem = Problems.from(thrown, store.account().facts());
        results.failed(
                name, DeletionProblems.reworded(problem, name), run.retry().isOutage());
    }
}
