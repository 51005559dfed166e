package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobHeaders;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlockList;
import dev.blobdrop.core.storage.ContentTypes;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/// Sends the blocks of one large file: this thread reads them in order, others name and send them.
/// Blocks that the service holds already, staged by an earlier run or part of the blob that is
/// replaced, are not sent. Nothing is visible in the container until the caller commits.
final class BlockUpload {
    private final RunContext run;
    private final SourceFile source;
    private final BlobPath target;
    private final Progress.ActiveFile progress;
    private final BiConsumer<Problem, Duration> pausing;
    private final BlockPlan plan;
    private final BlockIds names;
    private final BlockList there;
    private final Set<String> known = new HashSet<>();
    private final String[] ids;
    private final long[] crcs;
    private final AtomicLong reused = new AtomicLong();
    private final Phaser sending = new Phaser(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /// All blocks are on the service.
    ///
    /// @param sums of what was read
    /// @param reused bytes that the service had already
    /// @param isSame whether the blob there consists of exactly these blocks
    record Sent(
            List<String> blockIds,
            BlobHeaders headers,
            BlockSums sums,
            long reused,
            boolean isSame) {}

    /// @param there what the service holds under that name
    BlockUpload(
            RunContext run,
            SourceFile source,
            BlobPath target,
            BlockList there,
            Progress.ActiveFile progress,
            BiConsumer<Problem, Duration> pausing) {
        this.run = run;
        this.source = source;
        this.target = target;
        this.there = there;
        this.progress = progress;
        this.pausing = pausing;
        this.plan = BlockPlan.of(source.size());
        this.names = BlockIds.beside(there.uncommitted());
        this.ids = new String[plan.count()];
        this.crcs = new long[plan.count()];
        if (run.request().resume()) {
            known.addAll(there.committed());
            known.addAll(there.uncommitted());
        }
    }

    Sent send() throws InterruptedException {
        boolean storesMd5 = run.request().integrity().storesMd5();
        MessageDigest whole = Md5.digest();
        byte[] head = new byte[0];
        try {
            for (int index = 0; index < plan.count() && failure.get() == null; index++) {
                run.checkRunning();
                int length = plan.lengthOf(index);
                BufferBudget.Buffer buffer = run.budget().take(length, Lane.BLOCK);
                boolean handedOn = false;
                try {
                    source.read(buffer.bytes(), length);
                    if (index == 0) {
                        head = Arrays.copyOf(buffer.bytes(), ContentTypes.SNIFFED_BYTES);
                    }
                    if (storesMd5) {
                        whole.update(buffer.bytes(), 0, length);
                    }
                    handOn(index, buffer, length);
                    handedOn = true;
                } finally {
                    if (!handedOn) {
                        run.budget().give(buffer);
                    }
                }
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
        sending.awaitAdvance(sending.arrive());
        throwFailure();
        run.checkRunning();
        String type = ContentTypes.of(target.name(), head);
        List<String> all = List.of(ids);
        return new Sent(
                all,
                storesMd5 ? new BlobHeaders(type, whole.digest()) : BlobHeaders.of(type),
                new BlockSums(plan.size(), plan.blockLength(), crcs),
                reused.get(),
                all.equals(there.committed()));
    }

    /// The senders are counted, not kept: a kept task would hold its block in memory.
    private void handOn(int index, BufferBudget.Buffer buffer, int length) {
        sending.register();
        try {
            run.threads()
                    .execute(
                            () -> {
                                try {
                                    stage(index, Content.of(buffer.bytes(), length));
                                } catch (RuntimeException | InterruptedException | Error e) {
                                    failure.compareAndSet(null, e);
                                } finally {
                                    run.budget().give(buffer);
                                    sending.arriveAndDeregister();
                                }
                            });
        } catch (RejectedExecutionException e) {
            sending.arriveAndDeregister();
            throw new CancellationException();
        }
    }

    private void stage(int index, Content block) throws InterruptedException {
        String id = names.id(index, block.length(), block.crc64());
        ids[index] = id;
        crcs[index] = block.crc64();
        if (known.contains(id)) {
            reused.addAndGet(block.length());
        } else if (failure.get() == null) {
            run.sender()
                    .send(
                            Lane.BLOCK,
                            block,
                            attempt -> {
                                run.store()
                                        .stage(
                                                target,
                                                id,
                                                block.buffer(),
                                                block.checksum(run.request().integrity()));
                                return id;
                            },
                            pausing);
        } else {
            return;
        }
        progress.staged(block.length());
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
