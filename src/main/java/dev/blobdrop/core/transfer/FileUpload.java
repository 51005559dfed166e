package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobHeaders;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.storage.ContentTypes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// Brings one file into the container. Small files go in one request, larger ones block by block
/// ([BlockUpload]); both become visible only when complete, and only under a condition.
final class FileUpload {
    /// Up to this size a file is sent in one request.
    static final int SINGLE_REQUEST = BlockPlan.USUAL_LENGTH;

    private static final int MOST_NAMES = 1000;
    private static final int MOST_RACES = 5;

    /// What the service says when a blob came, went or changed since it was looked at.
    private static final Set<String> RACES =
            Set.of("BlobAlreadyExists", "ConditionNotMet", "TargetConditionNotMet");

    private final RunContext run;
    private final Path path;
    private final BlobPath wanted;
    private final Progress.ActiveFile progress;
    private final BiConsumer<Problem, Duration> pausing;
    private final long start = System.nanoTime();

    FileUpload(RunContext run, Path path, BlobPath wanted, Progress.ActiveFile progress) {
        this.run = run;
        this.path = path;
        this.wanted = wanted;
        this.progress = progress;
        this.pausing =
                (problem, pause) ->
                        run.listener().on(new TransferEvent.Retrying(path, problem, pause));
    }

    /// @return how it ended: uploaded or skipped
    /// @throws ProblemException when it failed
    TransferEvent run() throws InterruptedException {
        return switch (run.request().ifExists()) {
            case FAIL -> attempt(wanted, new Condition.Absent());
            case SKIP -> skipIfThere();
            case REPLACE -> replace();
            case KEEP_BOTH -> underFreeName();
        };
    }

    private TransferEvent skipIfThere() throws InterruptedException {
        try {
            return attempt(wanted, new Condition.Absent());
        } catch (ProblemException e) {
            if (!isTaken(e)) {
                throw e;
            }
            return new TransferEvent.Skipped(path, "already there as " + wanted);
        }
    }

    /// Replaces what it has seen and nothing else: a blob that changes meanwhile is looked at
    /// again.
    private TransferEvent replace() throws InterruptedException {
        for (int race = 1; ; race++) {
            try {
                return attempt(wanted, condition(find(wanted)));
            } catch (ProblemException e) {
                if (!RACES.contains(e.problem().code()) || race == MOST_RACES) {
                    throw e;
                }
            }
        }
    }

    private static Condition condition(Optional<BlobProperties> there) {
        return there.<Condition>map(blob -> new Condition.Unchanged(blob.etag()))
                .orElseGet(Condition.Absent::new);
    }

    private TransferEvent underFreeName() throws InterruptedException {
        for (int number = 0; ; number++) {
            try {
                return attempt(FreeName.of(wanted, number), new Condition.Absent());
            } catch (ProblemException e) {
                if (!isTaken(e) || number == MOST_NAMES) {
                    throw e;
                }
            }
        }
    }

    private static boolean isTaken(ProblemException e) {
        return e.problem().code().equals("BlobAlreadyExists");
    }

    private TransferEvent attempt(BlobPath target, Condition condition)
            throws InterruptedException {
        progress.restart();
        try (SourceFile source = SourceFile.open(path)) {
            long size = source.size();
            if (size <= SINGLE_REQUEST) {
                return inOneRequest(source, target, condition);
            }
            if (condition instanceof Condition.Absent && find(target).isPresent()) {
                throw taken(target);
            }
            BlockUpload.Sent sent = new BlockUpload(run, source, target, progress, pausing).send();
            run.retry().call(attempt -> commit(target, condition, sent, attempt), pausing);
            return finished(target, size, sent.resumed(), sent.headers().md5());
        }
    }

    private TransferEvent inOneRequest(SourceFile source, BlobPath target, Condition condition)
            throws InterruptedException {
        int size = (int) source.size();
        int taken = run.budget().take(size);
        try {
            byte[] content = new byte[size];
            source.read(content, size);
            byte[] md5 = Md5.of(content, size);
            source.checkUnchanged(md5);
            byte[] head = Arrays.copyOf(content, Math.min(size, ContentTypes.SNIFFED_BYTES));
            BlobHeaders headers = new BlobHeaders(ContentTypes.of(target.name(), head), md5);
            run.rate().pay(size, run.cancelled());
            run.retry()
                    .call(
                            attempt ->
                                    write(
                                            target,
                                            size,
                                            md5,
                                            attempt,
                                            () ->
                                                    store().put(
                                                                    target,
                                                                    ByteBuffer.wrap(content),
                                                                    headers,
                                                                    condition)),
                            pausing);
            progress.sent(size);
            return finished(target, size, 0, md5);
        } finally {
            run.budget().give(taken);
        }
    }

    private String commit(
            BlobPath target, Condition condition, BlockUpload.Sent sent, int attempt) {
        return write(
                target,
                sent.size(),
                sent.headers().md5(),
                attempt,
                () -> store().commit(target, sent.blockIds(), sent.headers(), condition));
    }

    /// A write whose answer was lost may have been applied. When a repeated write meets a conflict
    /// and the blob there has exactly our bytes, the earlier one was.
    private String write(
            BlobPath target,
            long size,
            byte[] md5,
            int attempt,
            java.util.function.Supplier<String> request) {
        try {
            return request.get();
        } catch (ProblemException e) {
            if (attempt > 1 && e.problem().kind() == Problem.Kind.CONFLICT) {
                Optional<BlobProperties> ours =
                        store().find(target).filter(blob -> isOurs(blob, size, md5));
                if (ours.isPresent()) {
                    return ours.get().etag();
                }
            }
            throw e;
        }
    }

    private static boolean isOurs(BlobProperties blob, long size, byte[] md5) {
        return blob.size() == size
                && blob.md5().filter(HexFormat.of().formatHex(md5)::equals).isPresent();
    }

    private TransferEvent finished(BlobPath target, long size, long resumed, byte[] md5)
            throws InterruptedException {
        if (run.request().verify()) {
            verify(target, md5);
        }
        return new TransferEvent.Uploaded(
                path,
                target,
                size,
                resumed,
                HexFormat.of().formatHex(md5),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private void verify(BlobPath target, byte[] md5) throws InterruptedException {
        byte[] stored = run.retry().call(attempt -> digestOf(target), pausing);
        if (!Arrays.equals(stored, md5)) {
            throw Problem.of(
                            Problem.Kind.CONFLICT,
                            "verify-failed",
                            target + " does not hold what was sent",
                            "Reading it back gave other bytes: somebody wrote the blob since, or"
                                    + " this machine's memory is broken.")
                    .withRemedy("Upload it again with --if-exists replace --verify")
                    .asException();
        }
    }

    private byte[] digestOf(BlobPath target) {
        try (InputStream in = store().read(target)) {
            MessageDigest digest = Md5.digest();
            byte[] buffer = new byte[128 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return digest.digest();
        } catch (IOException e) {
            throw Problem.of(
                            Problem.Kind.TRANSIENT,
                            "read-back-broke",
                            "Reading " + target + " back broke off",
                            "The blob is uploaded; only the comparison is missing.")
                    .withTechnical(e.toString())
                    .asException(e);
        }
    }

    private Optional<BlobProperties> find(BlobPath target) throws InterruptedException {
        return run.retry().call(attempt -> store().find(target), pausing);
    }

    private BlobStore store() {
        return run.store();
    }

    private static ProblemException taken(BlobPath target) {
        return Conflicts.alreadyThere(target).asException();
    }
}
