package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/// Brings one blob into the folder under the conflict policy. The file shows up when all of it is
/// there and its content is what the service says it is.
final class BlobDownload {
    private static final int MOST_NAMES = 1000;
    private static final int MOST_RACES = 5;

    /// Trouble that is neither the blob's nor the file's.
    private static final Set<Problem.Kind> PASSING =
            EnumSet.of(
                    Problem.Kind.TRANSIENT,
                    Problem.Kind.NO_IDENTITY,
                    Problem.Kind.IDENTITY_REFUSED,
                    Problem.Kind.DENIED_BY_ROLE,
                    Problem.Kind.DENIED_BY_NETWORK);

    private final DownloadContext run;
    private final BlobPath source;
    private final String local;
    private final DownloadBooks.Arriving arriving;
    private final Path wanted;
    private final long start = System.nanoTime();
    private BlobProperties blob;

    /// @param blob as it was seen; looked up again if it is another one when the reading begins
    /// @param local name below the folder
    BlobDownload(
            DownloadContext run,
            BlobPath source,
            BlobProperties blob,
            String local,
            DownloadBooks.Arriving arriving) {
        this.run = run;
        this.source = source;
        this.blob = blob;
        this.local = local;
        this.arriving = arriving;
        this.wanted = run.folder().place(local);
    }

    /// @return how it ended: downloaded or skipped
    /// @throws ProblemException when it failed
    DownloadEvent run() throws InterruptedException {
        Optional<DownloadEvent> leave = reasonToLeave();
        if (leave.isPresent()) {
            return leave.get();
        }
        try (TargetFile file = open()) {
            // Its folder is there now, so that a name that cannot be given is refused here.
            Standing.of(wanted);
            return place(file, kept(file));
        } catch (ProblemException e) {
            arriving.lost();
            throw DownloadProblems.said(e, source).asException(e);
        } catch (RuntimeException | InterruptedException e) {
            arriving.lost();
            throw e;
        }
    }

    private TargetFile open() {
        boolean lasts = run.request().resume() && blob.size() > BlobParts.PART_LENGTH;
        return lasts
                ? TargetFile.lasting(wanted, run.folder(), run.store().account() + "/" + source)
                : TargetFile.beside(wanted, run.folder());
    }

    /// What has arrived is of use to a later run, unless it is the wrong content or the trouble is
    /// the file's.
    private Optional<String> kept(TargetFile file) throws InterruptedException {
        try {
            return fetch(file);
        } catch (CancellationException | InterruptedException e) {
            file.keep();
            throw e;
        } catch (ProblemException e) {
            if (PASSING.contains(e.problem().kind())) {
                file.keep();
            }
            throw e;
        }
    }

    /// What has the name is no reason to leave the blob out unless it is a file.
    private Optional<DownloadEvent> reasonToLeave() {
        return switch (Standing.of(wanted)) {
            case NOTHING -> Optional.empty();
            case FILE -> reasonToLeaveFile();
            case FOLDER -> unlessKeepingBoth(DownloadProblems.folderThere(wanted));
            case OTHER -> unlessKeepingBoth(DownloadProblems.otherThere(wanted));
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
            case FAIL -> throw DownloadProblems.taken(wanted).asException();
            case SKIP -> Optional.of(skipped("is already there"));
            case REPLACE, KEEP_BOTH -> Optional.empty();
            case IF_NEWER ->
                    isNewer() ? Optional.empty() : Optional.of(skipped("is as new as the blob"));
            case IF_DIFFERENT ->
                    isSame() ? Optional.of(skipped("has the same content")) : Optional.empty();
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
            return new Existing(blob).hasContentOf(there);
        }
    }

    /// @return the MD5 that was compared
    private Optional<String> fetch(TargetFile file) throws InterruptedException {
        Optional<String> md5 = asSeen(file).map(HexFormat.of()::formatHex);
        if (md5.isPresent() && !md5.equals(blob.md5())) {
            throw DownloadProblems.otherMd5(source, blob.md5().orElseThrow(), md5.get())
                    .asException();
        }
        return md5;
    }

    /// A blob that was written anew between the listing and the first byte is simply another one.
    private Optional<byte[]> asSeen(TargetFile file) throws InterruptedException {
        for (int race = 1; ; race++) {
            boolean check = run.request().checkMd5() && blob.md5().isPresent();
            try {
                return new BlobParts(run, source, blob, arriving).fetch(file, check);
            } catch (ProblemException e) {
                if (!DownloadProblems.isChange(e.problem())
                        || arriving.any()
                        || race == MOST_RACES) {
                    throw e;
                }
                run.books().sized(-blob.size());
                blob = lookAgain().orElseThrow(() -> e);
                run.books().sized(blob.size());
            }
        }
    }

    private Optional<BlobProperties> lookAgain() throws InterruptedException {
        return run.sender()
                .ask(
                        attempt -> run.store().find(source),
                        (problem, pause) -> run.books().retrying(source.name(), problem, pause));
    }

    private DownloadEvent place(TargetFile file, Optional<String> md5) {
        return switch (run.request().ifExists()) {
            case FAIL -> {
                if (!file.moveTo(wanted)) {
                    throw takenMeanwhile()
                            .orElseGet(() -> DownloadProblems.taken(wanted))
                            .asException();
                }
                yield landed(wanted, md5);
            }
            case SKIP -> {
                if (!file.moveTo(wanted)) {
                    takenMeanwhile()
                            .ifPresent(
                                    problem -> {
                                        throw problem.asException();
                                    });
                    yield skipped("has come there meanwhile");
                }
                yield landed(wanted, md5);
            }
            case KEEP_BOTH -> landed(underFreeName(file), md5);
            case REPLACE, IF_NEWER, IF_DIFFERENT -> {
                run.folder().files().replace(file, wanted, source.name());
                yield downloaded(wanted, md5);
            }
        };
    }

    /// What came into the way since it was looked for, unless it is somebody else's file.
    private Optional<Problem> takenMeanwhile() {
        arriving.lost();
        return switch (Standing.of(wanted)) {
            case NOTHING -> Optional.of(DownloadProblems.taken(wanted));
            case FILE -> {
                run.folder().files().checkForeign(wanted, source.name());
                yield Optional.empty();
            }
            case FOLDER -> Optional.of(DownloadProblems.folderThere(wanted));
            case OTHER -> Optional.of(DownloadProblems.otherThere(wanted));
        };
    }

    private DownloadEvent landed(Path target, Optional<String> md5) {
        run.folder().files().landed(target, source.name());
        return downloaded(target, md5);
    }

    private Path underFreeName(TargetFile file) {
        for (int number = 0; number <= MOST_NAMES; number++) {
            Path name = run.folder().place(FreeName.of(local, number));
            if (file.moveTo(name)) {
                return name;
            }
        }
        throw DownloadProblems.taken(wanted).asException();
    }

    private DownloadEvent downloaded(Path target, Optional<String> md5) {
        return new DownloadEvent.Downloaded(
                source.name(),
                target,
                blob.size(),
                arriving.kept(),
                md5,
                Duration.ofNanos(System.nanoTime() - start));
    }
}
