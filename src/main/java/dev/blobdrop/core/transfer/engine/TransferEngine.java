package dev.blobdrop.core.transfer.engine;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.core.storage.BlobHeaders;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.storage.ContentTypes;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.DeletionEvent;
import dev.blobdrop.core.transfer.DeletionRequest;
import dev.blobdrop.core.transfer.DownloadEvent;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.Rerun;
import dev.blobdrop.core.transfer.RunListener;
import dev.blobdrop.core.transfer.SourceName;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.Verification;
import dev.blobdrop.core.transfer.checksum.Md5;
import dev.blobdrop.core.transfer.delete.DeletionResults;
import dev.blobdrop.core.transfer.delete.DeletionRun;
import dev.blobdrop.core.transfer.download.BlobReading;
import dev.blobdrop.core.transfer.download.BufferBudget;
import dev.blobdrop.core.transfer.download.DownloadContext;
import dev.blobdrop.core.transfer.download.DownloadResults;
import dev.blobdrop.core.transfer.download.DownloadRun;
import dev.blobdrop.core.transfer.download.ExclusiveRename;
import dev.blobdrop.core.transfer.download.FreeSpace;
import dev.blobdrop.core.transfer.download.SameNames;
import dev.blobdrop.core.transfer.download.TargetFolder;
import dev.blobdrop.core.transfer.flow.BlockPlan;
import dev.blobdrop.core.transfer.flow.HostLimiter;
import dev.blobdrop.core.transfer.flow.LastLook;
import dev.blobdrop.core.transfer.flow.PauseSwitch;
import dev.blobdrop.core.transfer.flow.RateCap;
import dev.blobdrop.core.transfer.flow.Retry;
import dev.blobdrop.core.transfer.flow.RunServices;
import dev.blobdrop.core.transfer.flow.RunStatus;
import dev.blobdrop.core.transfer.flow.Sender;
import dev.blobdrop.core.transfer.local.Slices;
import dev.blobdrop.core.transfer.upload.BlockHelpers;
import dev.blobdrop.core.transfer.upload.Commit;
import dev.blobdrop.core.transfer.upload.NameLookup;
import dev.blobdrop.core.transfer.upload.UploadContext;
import dev.blobdrop.core.transfer.upload.UploadProgress;
import dev.blobdrop.core.transfer.upload.UploadResults;
import dev.blobdrop.core.transfer.upload.UploadRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/// Uploads files into one account, downloads blobs from it, and deletes blobs. Every write names
/// its condition, nothing is deleted by an upload or a download, and every file or blob found is
/// accounted for.
///
/// Safe for use by many threads; transfers of one engine share its memory, its bandwidth and its
/// requests in flight.
public final class TransferEngine {
    /// After a cancel, how long requests under way may still take.
    private static final Duration GRACE = Duration.ofSeconds(20);

    /// Blobs that are downloaded at once, each into an open file, or deleted at once.
    private static final int MOST_BLOBS = 64;

    /// A worker of an upload lives as long as there is work and waits in the kernel for its own
    /// connection, so it is a thread of the system. It needs little of its stack.
    private static final ThreadFactory UPLOADING = Thread.ofPlatform()
            .name("upload-", 1)
            .daemon()
            .stackSize(512 * 1024)
            .factory();

    private static final int REQUEST_MEMORY = 512 * 1024;

    /// Bytes that downloads hold at once: enough for 10 Gbit/s at 25 ms.
    private static final long MOST_HELD = 32L * BlockPlan.MIB;

    private final BlobStore store;
    private final EngineSettings settings;
    private final Slices slices = new Slices();
    private final BufferBudget arriving;
    private final RateCap rate;
    private final HostLimiter limiter;

    public TransferEngine(BlobStore store, EngineSettings settings) {
        this.store = store;
        this.settings = settings;
        this.arriving = new BufferBudget(Math.min(settings.memory(), MOST_HELD));
        this.rate = new RateCap(settings.bytesPerSecond());
        this.limiter = new HostLimiter(atOnce(settings));
    }

    /// Each request in flight takes memory beside what files hold: the connection's, its
    /// encryption's and its thread's.
    private static int atOnce(EngineSettings settings) {
        long fitting = Math.max(1, settings.memory() / REQUEST_MEMORY);
        return (int) Math.min(settings.concurrency(), fitting);
    }

    /// Blocks are not held, but what is on its way is somewhere.
    private static int blocksAtOnce(EngineSettings settings) {
        long fitting = Math.max(1, settings.memory() / BlockPlan.USUAL_LENGTH);
        return (int) Math.min(settings.concurrency(), fitting);
    }

    /// Begins to upload and returns at once.
    ///
    /// @param listener is told what happens to each file, on the engine's threads
    public Upload start(UploadRequest request, RunListener<UploadEvent> listener) {
        return start(request, Rerun.ofNothing(), listener);
    }

    /// Begins to upload what an earlier run of the request has left, and returns at once.
    public Upload start(UploadRequest request, Rerun again, RunListener<UploadEvent> listener) {
        UploadProgress progress = new UploadProgress();
        return begin(
                "upload",
                new Upload(progress),
                UPLOADING,
                parts -> new UploadRun(
                                new UploadContext(
                                        store,
                                        request,
                                        again,
                                        new UploadResults(progress, listener, parts.retry()),
                                        slices,
                                        new BlockHelpers(blocksAtOnce(settings)),
                                        progress,
                                        new NameLookup(
                                                store, parts.sender(), request.container(), request.looksFirst()),
                                        parts),
                                settings.concurrency(),
                                limiter::limit)
                        .run());
    }

    /// Begins to download and returns at once.
    ///
    /// @param listener is told what happens to each blob, on the engine's threads
    public Download download(DownloadRequest request, RunListener<DownloadEvent> listener) {
        return download(request, listener, SameNames::of);
    }

    /// @param probe finds out which names the folder takes for one
    Download download(DownloadRequest request, RunListener<DownloadEvent> listener, SameNames.Probe probe) {
        return download(request, listener, probe, ExclusiveRename.ofSystem());
    }

    /// @param rename puts files into their places where the folder has it
    Download download(
            DownloadRequest request,
            RunListener<DownloadEvent> listener,
            SameNames.Probe probe,
            ExclusiveRename rename) {
        boolean keepsBoth = request.ifExists() == ConflictPolicy.KEEP_BOTH;
        DownloadResults results = new DownloadResults(listener);
        // Each does all the work of a blob or part, that of its connection too, and so waits in the
        // kernel, where a virtual thread would keep its carrier.
        ThreadFactory threads =
                Thread.ofPlatform().daemon().name("download-", 1).factory();
        return begin(
                "download",
                new Download(results),
                threads,
                parts -> new DownloadRun(
                                new DownloadContext(
                                        store,
                                        request,
                                        new TargetFolder(request.folder(), keepsBoth, probe, rename),
                                        new FreeSpace(request.folder()),
                                        results,
                                        arriving,
                                        new Semaphore(MOST_BLOBS),
                                        parts),
                                blobsAtOnce())
                        .run());
    }

    /// Begins to delete and returns at once. Each blob is deleted only while it is the one that was
    /// found.
    ///
    /// @param listener is told what happens to each blob, on the engine's threads
    public Deletion delete(DeletionRequest request, RunListener<DeletionEvent> listener) {
        DeletionResults results = new DeletionResults(listener);
        return begin(
                "deletion",
                new Deletion(results),
                parts -> new DeletionRun(store, request, results, parts, blobsAtOnce()).run());
    }

    private int blobsAtOnce() {
        return Math.clamp(settings.concurrency(), 1, MOST_BLOBS);
    }

    /// Writes a few bytes as a new blob, in one request, and tries again where that helps.
    ///
    /// @param onRetry gets each failure that is followed by another try, and the pause before it
    /// @throws ProblemException when it did not succeed, also when the blob exists
    public void create(BlobPath target, byte[] content, BiConsumer<Problem, Duration> onRetry)
            throws InterruptedException {
        SourceName.checkSegments(target.name());
        String type = ContentTypes.of(target.name(), content);
        BlobHeaders headers = new BlobHeaders(type, Md5.of(content, content.length));
        Commit commit = Commit.whole(
                store,
                target,
                () -> store.put(target, ByteBuffer.wrap(content), headers, new Condition.Absent()),
                content.length,
                headers::md5,
                new Condition.Absent());
        Retry retry = new Retry(settings.patience(), new CountDownLatch(1));
        LastLook.settled(commit, () -> retry.call(commit, onRetry));
    }

    /// Writes a blob's content to a stream, and tries again where that helps.
    ///
    /// @param onRetry gets each failure that is followed by another try, and the pause before it
    /// @return with what it was compared
    /// @throws ProblemException when it did not succeed, also when the blob changed meanwhile or
    ///     its checksum is another one: what was written then is not to be used
    /// @throws IOException the stream's own
    public Verification read(BlobPath source, OutputStream to, BiConsumer<Problem, Duration> onRetry)
            throws InterruptedException, IOException {
        return read(source, true, to, onRetry);
    }

    /// @param exact also when the blob only stands for a folder; else that fails
    public Verification read(BlobPath source, boolean exact, OutputStream to, BiConsumer<Problem, Duration> onRetry)
            throws InterruptedException, IOException {
        Retry retry = new Retry(settings.patience(), new CountDownLatch(1));
        BlobReading reading = new BlobReading(store, retry, source, onRetry, settings.memory());
        reading.into(to, exact);
        return reading.verified();
    }

    /// Changes the limit of the bandwidth, at once and for all transfers of this engine.
    ///
    /// @param bytesPerSecond 0 for no limit
    public void bandwidth(long bytesPerSecond) {
        rate.limit(bytesPerSecond);
    }

    /// What is done in one run, until it has ended.
    @FunctionalInterface
    private interface Work {
        void run(RunServices parts) throws InterruptedException;
    }

    private <R extends Run<?>> R begin(String name, R running, Work work) {
        return begin(name, running, Thread.ofVirtual().factory(), work);
    }

    private <R extends Run<?>> R begin(String name, R running, ThreadFactory factory, Work work) {
        Thread.ofVirtual().name(name).start(() -> run(running, factory, work));
        return running;
    }

    private void run(Run<?> running, ThreadFactory factory, Work work) {
        CountDownLatch cancelled = running.cancelled();
        PauseSwitch pause = running.pauseSwitch();
        RunStatus status = running.status();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(factory)) {
            Retry retry = new Retry(settings.patience(), cancelled, pause::nanos);
            Sender sender = new Sender(store, limiter, rate, retry, pause, cancelled, status::isStopped);
            Thread limit = Thread.ofVirtual().start(() -> limitCancel(cancelled, threads));
            work.run(new RunServices(sender, retry, status, cancelled, threads));
            limit.interrupt();
        } catch (InterruptedException e) {
            cancelled.countDown();
        } catch (RuntimeException | Error e) {
            status.stop(Problems.from(e, store.account().facts()));
        } finally {
            running.end();
        }
    }

    private static void limitCancel(CountDownLatch cancelled, ExecutorService threads) {
        try {
            cancelled.await();
            if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            // The run ended by itself.
        }
    }
}
