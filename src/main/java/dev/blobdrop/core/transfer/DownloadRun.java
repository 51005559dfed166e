package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.FoundBlob;
import dev.blobdrop.core.storage.Page;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/// One download from the first name to the last blob: this thread looks up what was asked for, page
/// by page, and hands each blob to a virtual thread, at most so many at a time.
final class DownloadRun {
    private final DownloadContext run;
    private final Semaphore places;
    private final int atOnce;

    /// @param atOnce blobs begun at once
    DownloadRun(DownloadContext run, int atOnce) {
        this.run = run;
        this.atOnce = atOnce;
        this.places = new Semaphore(atOnce);
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
            run.books().listed();
        } catch (IOException e) {
            run.books().stop(Problems.toFile(run.request().folder(), e));
        } catch (CancellationException e) {
            // What was found and not begun stays counted as left.
        } finally {
            places.acquire(atOnce);
        }
    }

    private void folder(String name) throws InterruptedException {
        String prefix = name.equals(DownloadRequest.WHOLE_CONTAINER) ? "" : name;
        int base = prefix.isEmpty() ? 0 : prefix.lastIndexOf('/', prefix.length() - 2) + 1;
        boolean any = false;
        Optional<String> mark = Optional.empty();
        try {
            do {
                Optional<String> from = mark;
                Page<FoundBlob> page =
                        run.sender()
                                .ask(
                                        attempt ->
                                                run.store()
                                                        .below(
                                                                run.request().container(),
                                                                prefix,
                                                                from),
                                        (problem, pause) ->
                                                run.books().retrying(name, problem, pause));
                for (FoundBlob blob : page.items()) {
                    any = true;
                    run.checkRunning();
                    begin(blob.name(), () -> listed(blob, blob.name().substring(base)));
                }
                mark = page.next();
            } while (mark.isPresent());
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            run.books().found();
            failed(name, e);
            return;
        }
        if (!any) {
            run.books().found();
            failed(
                    name,
                    DownloadProblems.nothingBelow(run.request().container(), prefix).asException());
        }
    }

    private void begin(String name, Work work) throws InterruptedException {
        places.acquire();
        run.books().found();
        run.threads()
                .execute(
                        () -> {
                            try {
                                run.checkRunning();
                                run.books().ended(work.run());
                            } catch (CancellationException e) {
                                // Counted as left.
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } catch (RuntimeException | Error e) {
                                if (!run.isCancelled()) {
                                    failed(name, e);
                                }
                            } finally {
                                places.release();
                            }
                        });
    }

    private void failed(String name, Throwable thrown) {
        Problem problem = Problems.from(thrown, run.store().account().facts());
        run.books().failed(name, problem, run.retry().isOutage());
    }

    private DownloadEvent single(String name) throws InterruptedException {
        BlobPath path = new BlobPath(run.request().container(), name);
        Optional<BlobProperties> there =
                run.sender()
                        .ask(
                                attempt -> run.store().find(path),
                                (problem, pause) -> run.books().retrying(name, problem, pause));
        BlobProperties blob =
                there.orElseThrow(
                        () -> DownloadProblems.missing(path.container(), name).asException());
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
