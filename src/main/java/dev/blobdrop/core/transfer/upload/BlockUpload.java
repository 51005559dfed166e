package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlockList;
import dev.blobdrop.core.transfer.checksum.BlockIds;
import dev.blobdrop.core.transfer.flow.BlockPlan;
import dev.blobdrop.core.transfer.flow.FirstFailure;
import dev.blobdrop.core.transfer.flow.Priority;
import dev.blobdrop.core.transfer.local.BlockSums;
import dev.blobdrop.core.transfer.local.RequestContent;
import dev.blobdrop.core.transfer.local.Slices;
import dev.blobdrop.core.transfer.local.SourceFile;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/// Sends the blocks of one large file. The calling thread and some helpers each take the next
/// block, read it for its id, which contains its checksum, and read it again while it is sent; so
/// no block is held in memory. Blocks that the service already has, staged by an earlier run or
/// part of the blob that is replaced, are not sent. Nothing is visible in the container until the
/// caller commits.
final class BlockUpload {
    private final UploadContext run;
    private final SourceFile source;
    private final BlobPath target;
    private final UploadProgress.ActiveFile progress;
    private final BiConsumer<Problem, Duration> onRetry;
    private final Optional<WholeMd5> md5;
    private final BlockPlan plan;
    private final BlockIds idFormat;
    private final BlockList existing;
    private final Set<String> onService = new HashSet<>();
    private final String[] ids;
    private final long[] crcs;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger helpers = new AtomicInteger();
    private final AtomicLong reused = new AtomicLong();
    private final Phaser sending = new Phaser(1);
    private final FirstFailure failure = new FirstFailure();

    /// All blocks are on the service.
    ///
    /// @param sums of what was read
    /// @param reused bytes that the service already had
    /// @param isSame whether the existing blob consists of exactly these blocks
    record Sent(List<String> blockIds, BlockSums sums, long reused, boolean isSame) {}

    /// @param existing the blocks that the service has for this name
    /// @param md5 sets the pace: the blocks do not get far ahead of it
    BlockUpload(
            UploadContext run,
            SourceFile source,
            BlobPath target,
            BlockList existing,
            UploadProgress.ActiveFile progress,
            BiConsumer<Problem, Duration> onRetry,
            Optional<WholeMd5> md5) {
        this.run = run;
        this.source = source;
        this.target = target;
        this.existing = existing;
        this.progress = progress;
        this.onRetry = onRetry;
        this.md5 = md5;
        this.plan = BlockPlan.of(source.size());
        this.idFormat = BlockIds.beside(existing.uncommitted());
        this.ids = new String[plan.count()];
        this.crcs = new long[plan.count()];
        if (run.request().resume()) {
            onService.addAll(existing.committed());
            onService.addAll(existing.uncommitted());
        }
    }

    /// @param slice of the calling thread
    Sent send(Slices.Slice slice) throws InterruptedException {
        for (int i = 1; i < BlockHelpers.FIRST; i++) {
            startHelperIfUseful();
        }
        work(slice);
        sending.awaitAdvance(sending.arrive());
        failure.rethrow();
        run.checkRunning();
        List<String> all = List.of(ids);
        return new Sent(
                all,
                new BlockSums(plan.size(), plan.blockLength(), crcs),
                reused.get(),
                all.equals(existing.committed()));
    }

    private void startHelperIfUseful() {
        boolean isUseful = next.get() + helpers.get() < plan.count();
        if (isUseful
                && helpers.get() < BlockHelpers.AT_ONCE - 1
                && run.helpers().join()) {
            helpers.incrementAndGet();
            startHelper();
        }
    }

    private void startHelper() {
        sending.register();
        try {
            run.threads().execute(() -> {
                try (Slices.Slice slice = run.slices().take()) {
                    work(slice);
                } finally {
                    run.helpers().leave();
                    sending.arriveAndDeregister();
                }
            });
        } catch (RejectedExecutionException e) {
            run.helpers().leave();
            sending.arriveAndDeregister();
        }
    }

    private void work(Slices.Slice slice) {
        try {
            for (int index = next.getAndIncrement();
                    index < plan.count() && !failure.isSet();
                    index = next.getAndIncrement()) {
                run.checkRunning();
                if (md5.isPresent()) {
                    md5.get().awaitNear((long) index * plan.blockLength(), run::checkRunning);
                }
                long began = System.nanoTime();
                send(index, slice);
                if (System.nanoTime() - began < BlockHelpers.QUICK.toNanos()) {
                    startHelperIfUseful();
                }
            }
        } catch (RuntimeException | InterruptedException | Error e) {
            failure.set(e);
        }
    }

    private void send(int index, Slices.Slice slice) throws InterruptedException {
        RequestContent block = RequestContent.Part.of(
                source,
                (long) index * plan.blockLength(),
                plan.lengthOf(index),
                !run.request().integrity().checksRequests(),
                slice);
        String id = idFormat.id(index, block.length(), block.crc64());
        ids[index] = id;
        crcs[index] = block.crc64();
        if (onService.contains(id)) {
            reused.addAndGet(block.length());
        } else if (!failure.isSet()) {
            run.sender().send(Priority.BLOCK, block, () -> stage(id, block), onRetry);
        } else {
            return;
        }
        progress.staged(block.length());
    }

    private String stage(String id, RequestContent block) {
        run.store().stage(target, id, block.body(), block.checksum(run.request().integrity()));
        return id;
    }
}
