package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.FoundBlob;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;

/// One download from the first name to the last blob: this thread looks up what was asked for, page
/// by page, and hands each blob to a virtual thread, at most so many at a time.
final class DownloadRun {
    private final DownloadContext run;
    private final BlobSearch search;
    private final Workers workers;

    /// @param atOnce blobs begun at once
    DownloadRun(DownloadContext run, int atOnce) {
        this.run = run;
        this.search = new BlobSearch(run.store(), run.sender(), run.request().container());
        this.workers = new Workers(run.parts(), atOnce);
    }

    /// Returns when every blob has ended or the run was cancelled or stopped.
    void run() throws InterruptedException {
        try {
            Files.createDirectories(run.request().folder());
            for (String name : run.request().names()) {
                run.checkRunning();
                if (name.endsWith("/")) {
                    folder(name);
                } else {
                    begin(name, () -> single(name));
                }
            }
            run.books().course().foundAll();
        } catch (IOException e) {
            run.books().course().stop(FileProblems.writing(run.request().folder(), e));
        } catch (CancellationException e) {
            // What was found and not begun stays counted as left.
        } finally {
            workers.await();
        }
    }

    private void folder(String name) throws InterruptedException {
        String prefix = name.equals(DownloadRequest.WHOLE_CONTAINER) ? "" : name;
        int base = prefix.isEmpty() ? 0 : prefix.lastIndexOf('/', prefix.length() - 2) + 1;
        try {
            boolean any =
                    search.below(
                            prefix,
                            blob -> {
                                run.checkRunning();
                                begin(blob.name(), () -> listed(blob, blob.name().substring(base)));
                            },
                            retrying(name));
            if (!any) {
                throw DownloadProblems.nothingBelow(run.request().container(), prefix)
                        .asException();
            }
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            run.books().found();
            failed(name, e);
        }
    }

    private BiConsumer<Problem, Duration> retrying(String name) {
        return (problem, pause) -> run.books().retrying(name, problem, pause);
    }

    private void begin(String name, Work work) throws InterruptedException {
        run.books().found();
        workers.begin(() -> run.books().ended(work.run()), thrown -> failed(name, thrown));
    }

    private void failed(String name, Throwable thrown) {
        Problem problem = Problems.from(thrown, run.store().account().facts());
        run.books().failed(name, problem, run.retry().isOutage());
    }

    private DownloadEvent single(String name) throws InterruptedException {
        BlobProperties blob = search.one(name, retrying(name));
        BlobPath path = new BlobPath(run.request().container(), name);
        return download(path, blob, name.substring(name.lastIndexOf('/') + 1));
    }

    private DownloadEvent listed(FoundBlob found, String local) throws InterruptedException {
        if (found.isFolder() || found.name().endsWith("/")) {
            return new DownloadEvent.Skipped(found.name(), "it stands for a folder only");
        }
        // Refused before the service's own name is looked at: the file's name is the reason.
        LocalName.below(run.request().folder(), local);
        return download(
                new BlobPath(run.request().container(), found.name()), found.properties(), local);
    }

    private DownloadEvent download(BlobPath path, BlobProperties blob, String local)
            throws InterruptedException {
        run.books().sized(blob.size());
        try (DownloadBooks.Arriving arriving = run.books().begin(path.name(), blob.size())) {
            return new BlobDownload(run, path, blob, local, arriving).run();
        }
    }

    /// How one blob is dealt with.
    @FunctionalInterface
    private interface Work {
        DownloadEvent run() throws InterruptedException;
    }
}
