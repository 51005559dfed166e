package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.FoundBlob;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.DownloadEvent;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.flow.BlobSearch;
import dev.blobdrop.core.transfer.flow.ReadProblems;
import dev.blobdrop.core.transfer.flow.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/// One download. The calling thread finds the blobs, page by page, and hands each to a worker
/// thread.
public final class DownloadRun {
    /// Stands for any file in a folder; nothing is written under this name.
    private static final String PLACEHOLDER = "x";

    /// The most blobs that are found and not begun, so that the next page is requested meanwhile.
    private static final int MOST_WAITING = 1_000;

    /// Workers that write a file while the others wait for a response.
    private static final int BESIDE = 2;

    private final DownloadContext run;
    private final DownloadRequest request;
    private final BlobSearch search;
    private final Workers workers;

    /// Bytes of the blobs that are found and not begun.
    private final LongAdder waiting = new LongAdder();
    private final NamedBlobs named;

    /// @param atOnce the most blobs begun at the same time
    public DownloadRun(DownloadContext run, int atOnce) {
        this.run = run;
        this.request = run.request();
        this.search = new BlobSearch(run.store(), run.sender(), request.container());
        this.workers =
                new Workers(run.services(), () -> Math.min(atOnce, run.sender().limit() + BESIDE), MOST_WAITING);
        this.named = new NamedBlobs(run.threads(), atOnce);
    }

    /// Returns when every blob has ended or the run was cancelled or stopped.
    public void run() throws InterruptedException {
        try {
            run.folder().make();
            for (String name : request.names()) {
                run.checkRunning();
                if (request.isFolder(name)) {
                    beginNamed();
                    folder(name);
                } else {
                    run.results().found();
                    if (named.add(name, blob -> search.one(blob, retrying(blob)))) {
                        beginNamed();
                    }
                }
            }
            beginNamed();
            run.results().status().foundAll();
        } catch (IOException e) {
            run.results().status().stop(FileProblems.writing(request.folder(), e));
        } catch (CancellationException e) {
            // What was found and not begun counts as left.
        } finally {
            workers.await();
            run.budget().trim();
        }
    }

    private void beginNamed() throws InterruptedException {
        List<NamedBlobs.Named> all = named.take();
        List<FoundBlob> found = new ArrayList<>();
        for (NamedBlobs.Named one : all) {
            if (one instanceof NamedBlobs.Named.Found(String name, BlobProperties blob)) {
                found.add(new FoundBlob(name, blob, false));
            }
        }
        if (lacksRoom(found, LocalName::last)) {
            return;
        }
        for (NamedBlobs.Named one : all) {
            run.checkRunning();
            switch (one) {
                case NamedBlobs.Named.Failed(String name, Throwable why) -> fail(name, why);
                case NamedBlobs.Named.Found(String name, BlobProperties blob) -> begin(name, blob);
            }
        }
    }

    private void begin(String name, BlobProperties blob) throws InterruptedException {
        if (blob.isFolder() && !request.isExact(name)) {
            fail(name, ReadProblems.isFolder(name).asException());
        } else {
            begin(new FoundBlob(name, blob, false), LocalName.last(name));
        }
    }

    private void folder(String name) throws InterruptedException {
        String prefix = name.equals(DownloadRequest.WHOLE_CONTAINER) ? "" : name;
        int base = prefix.isEmpty() ? 0 : prefix.lastIndexOf('/', prefix.length() - 2) + 1;
        HeldBlobs held = new HeldBlobs((blob, below) -> begin(blob, base, below));
        try {
            boolean any = search.below(
                    prefix,
                    page -> lacksRoom(page, blob -> blob.substring(base)),
                    blob -> listed(blob, base, held),
                    retrying(name));
            held.end();
            if (!any) {
                throw ReadProblems.nothingBelow(request.container(), prefix).asException();
            }
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            held.end();
            run.results().found();
            failed(name, e);
        }
    }

    private BiConsumer<Problem, Duration> retrying(String name) {
        return (problem, pause) -> run.results().retrying(name, problem, pause);
    }

    /// A blob that cannot be a file ends here; only one that can turns the names above it into
    /// folders.
    private void listed(FoundBlob blob, int base, HeldBlobs held) throws InterruptedException {
        run.checkRunning();
        run.results().found();
        if (blob.isMarker()) {
            skip(blob.name(), "it stands for a folder only");
        } else if (blob.name().endsWith("/")) {
            fail(blob.name(), ReadProblems.nameOfAFolder(blob.name()).asException());
        } else {
            Optional<ProblemException> refusal = refusal(blob.name().substring(base));
            if (refusal.isPresent()) {
                fail(blob.name(), refusal.get());
            } else {
                held.next(blob);
            }
        }
    }

    private Optional<ProblemException> refusal(String local) {
        try {
            run.folder().below(local);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e);
        }
    }

    private void begin(FoundBlob blob, int base, Optional<String> below) throws InterruptedException {
        String local = blob.name().substring(base);
        if (below.isEmpty()) {
            begin(blob, local);
        } else if (keepsBoth()) {
            // Creates the folder of that name before the file looks for a free name.
            begin(blob, local, () -> run.folder().place(local + "/" + PLACEHOLDER));
        } else if (Files.isRegularFile(run.folder().below(local))) {
            begin(blob, local);
        } else {
            fail(blob.name(), ReadProblems.alsoAFolder(blob.name(), below).asException());
        }
    }

    private void begin(FoundBlob blob, String local) throws InterruptedException {
        begin(blob, local, () -> {});
    }

    /// @param before runs first, on the worker's thread
    private void begin(FoundBlob blob, String local, Runnable before) throws InterruptedException {
        RunFiles.Claim claim = run.folder().files().claim(local, blob.name());
        switch (claim) {
            case RunFiles.Claim.Twice twice -> skip(blob.name(), "it is named twice");
            case RunFiles.Claim.Taken(Problem problem) when !keepsBoth() -> fail(blob.name(), problem.asException());
            default -> {
                long size = blob.properties().size();
                waiting.add(size);
                workers.begin(
                        () -> {
                            waiting.add(-size);
                            before.run();
                            run.results().ended(download(blob, local));
                        },
                        thrown -> failed(blob.name(), thrown));
            }
        }
    }

    private boolean keepsBoth() {
        return request.ifExists() == ConflictPolicy.KEEP_BOTH;
    }

    /// Reported in order, after the blobs begun before.
    private void skip(String name, String reason) throws InterruptedException {
        workers.begin(
                () -> run.results().ended(new DownloadEvent.Skipped(name, reason)), thrown -> failed(name, thrown));
    }

    private void fail(String name, Throwable why) throws InterruptedException {
        workers.begin(() -> failed(name, why), thrown -> failed(name, thrown));
    }

    private void failed(String name, Throwable thrown) {
        Problem problem = ReadProblems.ofFolder(
                Problems.from(thrown, run.store().account().facts()), name);
        run.results().failed(name, problem, run.retry().isOutage());
    }

    private DownloadEvent download(FoundBlob found, String local) throws InterruptedException {
        // First of all, so that an impossible file name is the reason given.
        run.folder().below(local);
        BlobPath path = new BlobPath(request.container(), found.name());
        BlobProperties blob = found.properties();
        run.space().check(left(path, blob, local), run.results()::remaining);
        run.results().sized(blob.size());
        try (DownloadResults.Arriving arriving = run.results().begin(path.name(), blob.size())) {
            return new BlobDownload(run, path, blob, local, arriving).run();
        }
    }

    /// Whether the blobs do not fit on the disk, which ends the run before it begins them. Only if
    /// it seems so, existing files are taken into account.
    ///
    /// @param local gives the name of a blob's file
    private boolean lacksRoom(List<FoundBlob> page, UnaryOperator<String> local) throws InterruptedException {
        long most = page.stream().mapToLong(blob -> blob.properties().size()).sum();
        try {
            run.space().check(most, () -> run.results().remaining() + waiting.sum());
            return false;
        } catch (ProblemException e) {
            workers.await();
        }
        long bytes = page.stream().mapToLong(blob -> toCome(blob, local)).sum();
        try {
            run.space().check(bytes, run.results()::remaining);
            return false;
        } catch (ProblemException e) {
            run.results().status().stop(e.problem());
            return true;
        }
    }

    /// What a blob will need on the disk; nothing when its file exists or cannot exist.
    private long toCome(FoundBlob blob, UnaryOperator<String> local) {
        try {
            String name = local.apply(blob.name());
            Path file = run.folder().below(name);
            boolean isThere = Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !keepsBoth();
            BlobPath path = new BlobPath(request.container(), blob.name());
            return blob.isMarker() || isThere ? 0 : left(path, blob.properties(), name);
        } catch (ProblemException e) {
            return 0;
        }
    }

    /// What is left to download: an earlier run may have downloaded a part.
    private long left(BlobPath path, BlobProperties blob, String local) {
        if (!BlobDownload.isResumable(request, blob)) {
            return blob.size();
        }
        Path file = run.folder().below(local);
        long there = TargetFile.left(file, run.store().account() + "/" + path);
        return Math.max(0, blob.size() - there);
    }
}
