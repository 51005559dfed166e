package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.DownloadEvent;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.Verification;
import dev.blobdrop.core.transfer.checksum.Md5;
import dev.blobdrop.core.transfer.flow.BlockPlan;
import dev.blobdrop.core.transfer.flow.Priority;
import dev.blobdrop.core.transfer.flow.ReadProblems;
import dev.blobdrop.core.transfer.local.ExistingBlob;
import dev.blobdrop.core.transfer.local.FreeName;
import dev.blobdrop.core.transfer.local.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;

/// Downloads one blob into the folder under the conflict policy. The file appears when it is
/// complete and verified.
final class BlobDownload {
    private static final int MOST_NAMES = 1000;
    private static final int MOST_RACES = 5;

    /// A later run continues blobs above this size.
    private static final long RESUMABLE_ABOVE = BlockPlan.USUAL_LENGTH;

    /// The length of a name that every file system accepts. A character takes up to three bytes.
    private static final int MOST_CHARACTERS = 47;

    private final DownloadContext run;
    private final BlobPath source;
    private final String local;
    private final DownloadResults.Arriving arriving;
    private final Path wanted;
    private final long start = System.nanoTime();
    private BlobProperties blob;
    private Verification verified = Verification.NONE;

    /// @param blob as it was found; looked up again if it has changed when the reading begins
    /// @param local name below the folder
    BlobDownload(
            DownloadContext run,
            BlobPath source,
            BlobProperties blob,
            String local,
            DownloadResults.Arriving arriving) {
        this.run = run;
        this.source = source;
        this.blob = blob;
        this.local = local;
        this.arriving = arriving;
        this.wanted = run.folder().place(local);
    }

    /// Whether an unfinished download of the blob is kept for a later run.
    static boolean isResumable(DownloadRequest request, BlobProperties blob) {
        return request.resume() && blob.size() > RESUMABLE_ABOVE;
    }

    /// @return how it ended: downloaded or skipped
    /// @throws ProblemException when it failed
    DownloadEvent run() throws InterruptedException {
        if (!run.folder().isFresh(wanted)) {
            Optional<DownloadEvent> leave = reasonToLeave();
            if (leave.isPresent()) {
                return leave.get();
            }
        }
        try {
            run.folder().prepare(wanted);
            if (isLong(wanted.getFileName().toString())) {
                // Its folder exists now, so a name that is too long is refused here.
                PathState.of(wanted);
            }
            return untilUnchanged();
        } catch (ProblemException e) {
            arriving.lost();
            throw ReadProblems.reworded(e, source).asException(e);
        } catch (RuntimeException | InterruptedException e) {
            arriving.lost();
            throw e;
        }
    }

    private static boolean isLong(String name) {
        return name.length() > MOST_CHARACTERS;
    }

    /// A blob that was written between the listing and the first byte is looked up again.
    private DownloadEvent untilUnchanged() throws InterruptedException {
        for (int race = 1; ; race++) {
            try {
                return blob.size() > RangeLengths.MOST_WHOLE ? inParts() : inOneRequest();
            } catch (ProblemException e) {
                if (!ReadProblems.isChange(e.problem()) || arriving.any() || race == MOST_RACES) {
                    throw e;
                }
                run.results().sized(-blob.size());
                blob = lookAgain().orElseThrow(() -> e);
                run.results().sized(blob.size());
            }
        }
    }

    private Optional<BlobProperties> lookAgain() throws InterruptedException {
        return run.sender().ask(() -> run.store().find(source), this::retrying);
    }

    private void retrying(Problem problem, Duration pause) {
        run.results().retrying(source.name(), problem, pause);
    }

    /// In one request. The content is compared in memory before the file is created.
    private DownloadEvent inOneRequest() throws InterruptedException {
        int length = (int) blob.size();
        Optional<BlobSums> sums = sums();
        try (BufferBudget.Held held = run.budget().hold(length, Priority.SINGLE)) {
            run.checkRunning();
            if (length > 0) {
                Condition.Unchanged seen = new Condition.Unchanged(blob.etag());
                run.sender()
                        .receive(
                                Priority.SINGLE,
                                length,
                                () -> {
                                    run.store().read(source, seen, 0, held.first(length));
                                    return true;
                                },
                                this::retrying);
            }
            ByteBuffer bytes = held.first(length);
            arriving.arrived(length);
            sums.ifPresent(each -> each.add(0, bytes));
            Optional<byte[]> md5 = Optional.of(Md5.digest())
                    .filter(digest -> comparesMd5())
                    .map(digest -> {
                        digest.update(bytes.duplicate());
                        return digest.digest();
                    });
            verify(md5, sums);
            try (TargetFile file = TargetFile.beside(wanted, run.folder())) {
                file.write(bytes, 0);
                return place(file);
            }
        }
    }

    /// Into a file that is compared when it is complete.
    private DownloadEvent inParts() throws InterruptedException {
        try (TargetFile file = isResumable(run.request(), blob)
                ? TargetFile.resumable(wanted, run.folder(), run.store().account() + "/" + source)
                : TargetFile.beside(wanted, run.folder())) {
            PathState.of(wanted);
            fetch(file);
            return place(file);
        }
    }

    /// Keeps what has arrived for a later run, unless the content is wrong or the problem is the
    /// file's.
    private void fetch(TargetFile file) throws InterruptedException {
        try {
            Optional<BlobSums> sums = sums();
            verify(new RangeDownload(run, source, blob, arriving, file, sums, comparesMd5()).fetch(), sums);
        } catch (CancellationException | InterruptedException e) {
            file.keep();
            throw e;
        } catch (ProblemException e) {
            if (ReadProblems.mayPass(e.problem())) {
                file.keep();
            }
            throw e;
        }
    }

    private boolean comparesMd5() {
        return run.request().checkMd5() && blob.md5().isPresent();
    }

    /// The checksums of the blob's blocks, if there is no MD5 to compare with.
    private Optional<BlobSums> sums() throws InterruptedException {
        if (!run.request().checkMd5() || blob.md5().isPresent()) {
            return Optional.empty();
        }
        return BlobSums.ask(blob.size(), () -> run.sender().ask(BlobSums.names(run.store(), source), this::retrying));
    }

    private void verify(Optional<byte[]> md5, Optional<BlobSums> sums) throws InterruptedException {
        Optional<String> arrived = md5.map(HexFormat.of()::formatHex);
        if (arrived.isPresent() && !arrived.equals(blob.md5())) {
            throw ReadProblems.otherMd5(source, blob.md5().orElseThrow(), arrived.get())
                    .asException();
        }
        OptionalLong wrong = sums.map(BlobSums::firstWrong).orElse(OptionalLong.empty());
        if (wrong.isPresent()) {
            // Kept parts need no request, so a change of the blob may not have been noticed.
            boolean same =
                    lookAgain().filter(now -> now.etag().equals(blob.etag())).isPresent();
            throw (same ? ReadProblems.otherCrc64(source, wrong.getAsLong()) : ReadProblems.changed(source))
                    .asException();
        }
        verified = arrived.isPresent() ? Verification.MD5 : sums.isPresent() ? Verification.CRC64 : Verification.NONE;
    }

    /// Only an existing file can be a reason to leave the blob out; anything else in the way is a
    /// conflict.
    private Optional<DownloadEvent> reasonToLeave() {
        return switch (PathState.of(wanted)) {
            case NOTHING -> Optional.empty();
            case FILE -> reasonToLeaveFile();
            case FOLDER -> unlessKeepingBoth(ReadProblems.folderThere(wanted));
            case OTHER -> unlessKeepingBoth(ReadProblems.otherThere(wanted));
        };
    }

    private Optional<DownloadEvent> unlessKeepingBoth(Problem problem) {
        if (run.request().ifExists() != ConflictPolicy.KEEP_BOTH) {
            throw problem.asException();
        }
        return Optional.empty();
    }

    private Optional<DownloadEvent> reasonToLeaveFile() {
        ConflictPolicy policy = run.request().ifExists();
        if (policy != ConflictPolicy.KEEP_BOTH) {
            run.folder().files().checkForeign(wanted, source.name());
        }
        return switch (policy) {
            case FAIL -> throw ReadProblems.taken(wanted).asException();
            case SKIP -> Optional.of(skipped("is already there"));
            case REPLACE, KEEP_BOTH -> Optional.empty();
            case IF_NEWER -> isNewer() ? Optional.empty() : Optional.of(skipped("is as new as the blob"));
            case IF_DIFFERENT -> isSame() ? Optional.of(skipped("has the same content")) : Optional.empty();
        };
    }

    private DownloadEvent skipped(String why) {
        run.folder().files().landed(wanted, source.name());
        return new DownloadEvent.Skipped(source.name(), wanted + " " + why);
    }

    private boolean isNewer() {
        try {
            var there = Files.getLastModifiedTime(wanted).toInstant();
            return blob.modified().filter(time -> !time.isAfter(there)).isEmpty();
        } catch (IOException e) {
            throw FileProblems.reading(wanted, e).asException(e);
        }
    }

    private boolean isSame() {
        if (!Files.isRegularFile(wanted)) {
            return false;
        }
        try (SourceFile there = SourceFile.open(wanted)) {
            return new ExistingBlob(blob).hasContentOf(there);
        }
    }

    private DownloadEvent place(TargetFile file) {
        return switch (run.request().ifExists()) {
            case FAIL -> {
                if (!file.moveTo(wanted)) {
                    throw takenMeanwhile()
                            .orElseGet(() -> ReadProblems.taken(wanted))
                            .asException();
                }
                yield landed(wanted);
            }
            case SKIP -> {
                if (!file.moveTo(wanted)) {
                    takenMeanwhile().ifPresent(problem -> {
                        throw problem.asException();
                    });
                    yield skipped("has come there meanwhile");
                }
                yield landed(wanted);
            }
            case KEEP_BOTH -> landed(underFreeName(file));
            case REPLACE, IF_NEWER, IF_DIFFERENT -> {
                run.folder().files().replace(file::replace, wanted, source.name());
                yield downloaded(wanted);
            }
        };
    }

    /// The problem with what took the name since it was checked; empty if it is a file from outside
    /// this run.
    private Optional<Problem> takenMeanwhile() {
        arriving.lost();
        return switch (PathState.of(wanted)) {
            case NOTHING -> Optional.of(ReadProblems.taken(wanted));
            case FILE -> {
                run.folder().files().checkForeign(wanted, source.name());
                yield Optional.empty();
            }
            case FOLDER -> Optional.of(ReadProblems.folderThere(wanted));
            case OTHER -> Optional.of(ReadProblems.otherThere(wanted));
        };
    }

    private DownloadEvent landed(Path target) {
        run.folder().files().landed(target, source.name());
        return downloaded(target);
    }

    private Path underFreeName(TargetFile file) {
        for (int number = 0; number <= MOST_NAMES; number++) {
            Path name = run.folder().place(FreeName.of(local, number));
            if (file.moveTo(name)) {
                return name;
            }
        }
        throw ReadProblems.taken(wanted).asException();
    }

    private DownloadEvent downloaded(Path target) {
        return new DownloadEvent.Downloaded(
                source.name(),
                target,
                blob.size(),
                arriving.kept(),
                blob.md5().filter(md5 -> verified == Verification.MD5),
                verified,
                Duration.ofNanos(System.nanoTime() - start));
    }
}
