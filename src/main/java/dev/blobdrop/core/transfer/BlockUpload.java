package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobHeaders;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.ContentTypes;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/// Sends the blocks of one large file: this thread reads them in order, others send them. Nothing
/// is visible in the container until the caller commits.
final class BlockUpload {
    private final RunContext run;
    private final SourceFile source;
    private final BlobPath target;
    private final Progress.ActiveFile progress;
    private final BiConsumer<Problem, Duration> pausing;
    private final BlockPlan plan;
    private final Phaser sending = new Phaser(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /// All blocks are on the service.
    ///
    /// @param resumed bytes that an earlier run had sent
    record Sent(List<String> blockIds, BlobHeaders headers, long size, long resumed) {}

    BlockUpload(
            RunContext run,
            SourceFile source,
            BlobPath target,
            Progress.ActiveFile progress,
            BiConsumer<Problem, Duration> pausing) {
        this.run = run;
        this.source = source;
        this.target = target;
        this.progress = progress;
        this.pausing = pausing;
        this.plan = BlockPlan.of(source.size());
    }

    Sent send() throws InterruptedException {
        Set<String> staged =
                run.request().resume()
                        ? run.retry().call(attempt -> run.store().staged(target), pausing)
                        : Set.of();
        MessageDigest whole = Md5.digest();
        List<String> ids = new ArrayList<>(plan.count());
        byte[] head = new byte[0];
        long resumed = 0;
        try {
            for (int index = 0; index < plan.count() && failure.get() == null; index++) {
                run.checkRunning();
                int taken = run.budget().take(plan.lengthOf(index));
                boolean handedOn = false;
                try {
                    byte[] block = new byte[plan.lengthOf(index)];
                    source.read(block, block.length);
                    whole.update(block);
                    if (index == 0) {
                        head = Arrays.copyOf(block, ContentTypes.SNIFFED_BYTES);
                    }
                    long crc64 = Crc64.of(block, 0, block.length);
                    String id = BlockPlan.id(index, block.length, crc64);
                    ids.add(id);
                    if (staged.contains(id)) {
                        resumed += block.length;
                        progress.sent(block.length);
                    } else {
                        handOn(id, block, taken);
                        handedOn = true;
                    }
                } finally {
                    if (!handedOn) {
                        run.budget().give(taken);
                    }
                }
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
        sending.awaitAdvance(sending.arrive());
        throwFailure();
        byte[] md5 = whole.digest();
        source.checkUnchanged(md5);
        run.checkRunning();
        return new Sent(
                ids,
                new BlobHeaders(ContentTypes.of(target.name(), head), md5),
                plan.size(),
                resumed);
    }

    /// The senders are counted, not kept: a kept task would hold its block in memory.
    private void handOn(String id, byte[] block, int taken) {
        sending.register();
        try {
            run.threads()
                    .execute(
                            () -> {
                                try {
                                    stage(id, block);
                                } catch (RuntimeException | InterruptedException | Error e) {
                                    failure.compareAndSet(null, e);
                                } finally {
                                    run.budget().give(taken);
                                    sending.arriveAndDeregister();
                                }
                            });
        } catch (RejectedExecutionException e) {
            sending.arriveAndDeregister();
            throw new CancellationException();
        }
    }

    private void stage(String id, byte[] block) throws InterruptedException {
        if (failure.get() != null) {
            return;
        }
        byte[] md5 = Md5.of(block, block.length);
        run.rate().pay(block.length, run.cancelled());
        run.retry()
                .call(
                        attempt -> {
                            run.checkRunning();
                            run.store().stage(target, id, ByteBuffer.wrap(block), md5);
                            return true;
                        },
                        pausing);
        progress.sent(block.length);
    }

    private void throwFailure() throws InterruptedException {
        switch (failure.get()) {
            case null -> {}
            case InterruptedException interrupted -> throw interrupted;
            case RuntimeException failed -> throw failed;
            case Error defect -> throw defect;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
