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
import dev.blobdrop.core.transfer.local.BlobThere;
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

/// Brings one blob into the folder under the conflict policy. The file shows up when all of it is
/// there and its content is what the service says it is.
final class BlobDownload {
    private static final int MOST_NAMES = 1000;
    private static final int MOST_RACES = 5;

    /// Blobs above this are taken up by a later run.
    private static final long LASTING = BlockPlan.USUAL_LENGTH;

    /// Of a name that every file system takes. One character takes up to three bytes.
    private static final int MOST_CHARACTERS = 47;

    private final DownloadContext run;
    private final BlobPath source;
    private final String local;
    private final DownloadResults.Arriving arriving;
    private final Path wanted;
    private final long start = System.nanoTime();
    private BlobProperties blob;
    private Verification verified = Verification.NONE;

    /// @param blob as it was seen; looked up again if it is another one when the reading begins
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

    /// Whether what has arrived of a blob is kept for a later run.
    static boolean lasts(DownloadRequest request, BlobProperties blob) {
        return request.resume() && blob.size() > LASTING;
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
                // Its folder is there now, so that a name that cannot be given is refused here.
                Standing.of(wanted);
            }
            return asSeen();
        } catch (ProblemException e) {
            arriving.lost();
            throw ReadProblems.said(e, source).asException(e);
        } catch (RuntimeException | InterruptedException e) {
            arriving.lost();
            throw e;
        }
    }

    /// Every system takes shorter ones.
    private static boolean isLong(String name) {
        return name.length() > MOST_CHARACTERS;
    }

    /// A blob that was written anew between the listing and the first byte is simply another one.
    private DownloadEvent asSeen() throws InterruptedException {
        for (int race = 1; ; race++) {
            try {
                return blob.size() > RangeLengths.MOST_WHOLE ? inParts() : whole();
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
        return run.sender().ask(attempt -> run.store().find(source), this::retrying);
    }

    private void retrying(Problem problem, Duration pause) {
        run.results().retrying(source.name(), problem, pause);
    }

    /// In one request; it is compared while it is in memory, and only then is there a file.
    private DownloadEvent whole() throws InterruptedException {
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
                                attempt -> {
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

    /// Into a file that is compared when all of it is there.
    private DownloadEvent inParts() throws InterruptedException {
        try (TargetFile file = lasts(run.request(), blob)
                ? TargetFile.lasting(wanted, run.folder(), run.store().account() + "/" + source)
                : TargetFile.beside(wanted, run.folder())) {
            Standing.of(wanted);
            fetch(file);
            return place(file);
        }
    }

    /// What has arrived is of use to a later run, unless it is the wrong content or the trouble is
    /// the file's.
    private void fetch(TargetFile file) throws InterruptedException {
        try {
            Optional<BlobSums> sums = sums();
            verify(new RangeDownload(run, source, blob, arriving, file, sums, comparesMd5()).fetch(), sums);
        } catch (CancellationException | InterruptedException e) {
            file.keep();
            throw e;
        } catch (ProblemException e) {
            if (ReadProblems.isPassing(e.problem())) {
                file.keep();
            }
            throw e;
        }
    }

    private boolean comparesMd5() {
        return run.request().checkMd5() && blob.md5().isPresent();
    }

    /// The sums of the blob's blocks, where they are what it can be compared with.
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
            // Kept parts are read without a condition, and their blob may be another one since.
            boolean same =
                    lookAgain().filter(now -> now.etag().equals(blob.etag())).isPresent();
            throw (same ? ReadProblems.otherCrc64(source, wrong.getAsLong()) : ReadProblems.changed(source))
                    .asException();
        }
        verified = arrived.isPresent() ? Verification.MD5 : sums.isPresent() ? Verification.CRC64 : Verification.NONE;
    }

    /// What has the name is no reason to leave the blob out unless it is a file.
    private Optional<DownloadEvent> reasonToLeave() {
        return switch (Standing.of(wanted)) {
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
            case SKIP -> Optional.of(skipped("already exists"));
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
            return new BlobThere(blob).hasContentOf(there);
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
                    yield skipped("appeared in the meantime");
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

    /// What came into the way since it was looked for, unless it is somebody else's file.
    private Optional<Problem> takenMeanwhile() {
        arriving.lost();
        return switch (Standing.of(wanted)) {
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
