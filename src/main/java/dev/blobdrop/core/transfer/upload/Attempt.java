package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Secrets;
import dev.blobdrop.core.storage.BlobHeaders;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.BlockList;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.storage.ContentTypes;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.IfChanged;
import dev.blobdrop.core.transfer.Integrity;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.checksum.Md5;
import dev.blobdrop.core.transfer.flow.BlockPlan;
import dev.blobdrop.core.transfer.flow.LastLook;
import dev.blobdrop.core.transfer.flow.Priority;
import dev.blobdrop.core.transfer.local.BlockSums;
import dev.blobdrop.core.transfer.local.RequestContent;
import dev.blobdrop.core.transfer.local.Slices;
import dev.blobdrop.core.transfer.local.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// One attempt to write one file under one name and one condition. Small files are sent in one
/// request, larger ones in blocks ([BlockUpload]). Either becomes visible only when complete, and
/// only if the file has not changed meanwhile.
final class Attempt {
    private final UploadContext run;
    private final Path path;
    private final BlobPath target;
    private final Condition condition;
    private final UploadProgress.ActiveFile progress;
    private final BiConsumer<Problem, Duration> onRetry;
    private final long start;
    private final Integrity integrity;
    private final Optional<BlobProperties> replaced;
    private final Slices.Slice slice;

    /// @param replaced the blob to be replaced, if it was looked up
    /// @param start when the work on the file began, as [System#nanoTime]
    /// @param slice of the calling thread
    Attempt(
            UploadContext run,
            Path path,
            BlobPath target,
            Condition condition,
            Optional<BlobProperties> replaced,
            UploadProgress.ActiveFile progress,
            BiConsumer<Problem, Duration> onRetry,
            long start,
            Slices.Slice slice) {
        this.run = run;
        this.path = path;
        this.target = target;
        this.condition = condition;
        this.replaced = replaced;
        this.progress = progress;
        this.onRetry = onRetry;
        this.start = start;
        this.slice = slice;
        this.integrity = run.request().integrity();
    }

    /// @throws ProblemException when it failed; the container has not changed then, unless the
    ///     problem says that the blob is there or may be
    UploadEvent run() throws InterruptedException {
        try (SourceFile source = SourceFile.open(path)) {
            return source.size() <= BlockPlan.USUAL_LENGTH ? inOneRequest(source) : inBlocks(source);
        }
    }

    private UploadEvent inOneRequest(SourceFile source) throws InterruptedException {
        int size = (int) source.size();
        RequestContent content = size <= Slices.LENGTH ? held(source, size) : part(source, size);
        BlockSums sums = BlockSums.of(content.length(), content.crc64());
        source.checkUnchanged(sums, mayGrow());
        BlobHeaders headers = integrity.storesMd5() && run.request().tellsMd5()
                ? new BlobHeaders(type(source), md5(content))
                : BlobHeaders.of(type(source));
        Commit commit = Commit.whole(
                store(),
                target,
                () -> store().put(target, content.body(), content.checksum(integrity), headers, condition),
                size,
                () -> md5(content),
                condition);
        LastLook.settled(commit, () -> run.sender().send(Priority.SINGLE, content, commit, onRetry));
        progress.sent(size);
        return finished(sums, 0, headers);
    }

    private RequestContent held(SourceFile source, int size) {
        ByteBuffer bytes = slice.buffer().limit(size);
        source.read(bytes, 0);
        return RequestContent.Held.of(bytes.flip());
    }

    private RequestContent part(SourceFile source, int size) {
        return RequestContent.Part.of(source, 0, size, !integrity.checksRequests(), slice);
    }

    private static byte[] md5(RequestContent content) {
        return switch (content) {
            case RequestContent.Held held -> Md5.of(held.bytes());
            case RequestContent.Part part -> part.source().md5();
        };
    }

    private String type(SourceFile source) {
        return ContentTypes.of(target.name(), () -> source.head(ContentTypes.SNIFFED_BYTES));
    }

    private UploadEvent inBlocks(SourceFile source) throws InterruptedException {
        Optional<WholeMd5> md5 = integrity.sumsMd5(Runtime.getRuntime().availableProcessors())
                ? Optional.of(WholeMd5.begin(source, run.threads()))
                : Optional.empty();
        try {
            BlockList there = run.sender().ask(() -> blocksThere(), onRetry);
            BlockUpload.Sent sent = new BlockUpload(run, source, target, there, progress, onRetry, md5).send(slice);
            BlobHeaders headers = unchanged(source, sent.sums(), md5);
            if (sent.isSame() && run.request().ifExists() == ConflictPolicy.IF_DIFFERENT) {
                progress.restart();
                return ConflictWords.skippedAsSame(path, target);
            }
            Commit commit = Commit.blocks(
                    store(),
                    target,
                    () -> store().commit(target, sent.blockIds(), headers, condition),
                    source.size(),
                    sent.blockIds(),
                    condition);
            LastLook.settled(commit, () -> run.sender().ask(commit, onRetry));
            return finished(sent.sums(), sent.reused(), headers);
        } finally {
            md5.ifPresent(WholeMd5::stop);
        }
    }

    /// Checks that the file still holds the blocks. If it has to be read again for that, its MD5 is
    /// taken from this reading: the one computed in parallel may include a change that was undone.
    private BlobHeaders unchanged(SourceFile source, BlockSums sums, Optional<WholeMd5> md5)
            throws InterruptedException {
        String type = type(source);
        if (md5.isEmpty()) {
            source.checkUnchanged(sums, mayGrow());
            return BlobHeaders.of(type);
        }
        byte[] parallel = md5.get().await();
        MessageDigest reread = Md5.digest();
        boolean isCompared = source.checkUnchanged(sums, mayGrow(), Optional.of(reread));
        return new BlobHeaders(type, isCompared ? reread.digest() : parallel);
    }

    /// The blocks that need not be sent again. Without the permission to read them, everything is
    /// sent.
    private BlockList blocksThere() {
        try {
            return store().blocks(target);
        } catch (ProblemException e) {
            if (ReadPermission.isDenied(e.problem())) {
                return BlockList.EMPTY;
            }
            throw e;
        }
    }

    private boolean mayGrow() {
        return run.request().ifChanged() == IfChanged.PREFIX;
    }

    private UploadEvent finished(BlockSums sums, long reused, BlobHeaders headers) throws InterruptedException {
        if (run.request().verify()) {
            verify(sums);
        }
        byte[] md5 = headers.md5();
        return new UploadEvent.Uploaded(
                path,
                target,
                sums.size(),
                reused,
                md5.length == 0 ? Optional.empty() : Optional.of(HexFormat.of().formatHex(md5)),
                Duration.ofNanos(System.nanoTime() - start),
                replaced.map(blob -> blob.lostTo(headers.contentType())).orElse(List.of()),
                Optional.empty());
    }

    private void verify(BlockSums sums) throws InterruptedException {
        boolean same;
        try {
            same = run.sender().<Boolean>ask(() -> holds(sums), onRetry);
        } catch (ProblemException e) {
            throw ReadPermission.needed(e, target + " is uploaded. Comparing it reads its content back.");
        }
        if (!same) {
            throw Problem.of(
                            Problem.Kind.CONFLICT,
                            "verify-failed",
                            target + " does not contain what was sent",
                            "Its content is different: someone has written to the blob since, or this machine's"
                                    + " memory is faulty.")
                    .withRemedy("set if-exists replace   upload it again", "set verify   check it again")
                    .asException();
        }
    }

    /// Whether the blob consists of exactly these bytes.
    private boolean holds(BlockSums sums) {
        try (InputStream in = store().read(target)) {
            return sums.begins((into, length) -> in.readNBytes(into, 0, length)) && in.read() < 0;
        } catch (IOException e) {
            throw Problem.of(
                            Problem.Kind.TRANSIENT,
                            "read-back-broke",
                            "Lost the connection while reading " + target + " back",
                            "The blob is uploaded but not compared.")
                    .withTechnical(Secrets.redact(e.toString()))
                    .asException(e);
        }
    }

    private BlobStore store() {
        return run.store();
    }
}
