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
/// its condition, uploads and downloads delete nothing, and every file or blob found is accounted
/// for.
///
/// Safe for use by many threads. All runs of one engine share its memory, its bandwidth and its
/// requests in flight.
public final class TransferEngine {
    /// How long requests in flight may take after a cancel.
    private static final Duration GRACE = Duration.ofSeconds(20);

    /// The most blobs that are downloaded at the same time, each into an open file, or deleted.
    private static final int MOST_BLOBS = 64;

    /// An upload's worker lives as long as there is work and blocks in the kernel on its own
    /// connection, so it is a platform thread. It needs little stack.
    private static final ThreadFactory UPLOADING = Thread.ofPlatform()
            .name("upload-", 1)
            .daemon()
            .stackSize(512 * 1024)
            .factory();

    /// Memory of a request in flight beside the file content: for its connection, encryption and
    /// thread.
    private static final int REQUEST_MEMORY = 512 * 1024;

    /// Bytes that downloads may hold together: enough for 10 Gbit/s at 25 ms.
    private static final long MOST_HELD = 32L * BlockPlan.MIB;

    private final BlobStore store;
    private final EngineSettings settings;
    private final Slices slices = new Slices();
    private final BufferBudget arriving;
    private final RateCap rate;
    private final HostLimiter limiter;

    /// An engine for one account.
    public TransferEngine(BlobStore store, EngineSettings settings) {
        this.store = store;
        this.settings = settings;
        this.arriving = new BufferBudget(Math.min(settings.memory(), MOST_HELD));
        this.rate = new RateCap(settings.bytesPerSecond());
        this.limiter = new HostLimiter(atOnce(settings));
    }

    /// As many requests as settings and memory allow.
    private static int atOnce(EngineSettings settings) {
        long fitting = Math.max(1, settings.memory() / REQUEST_MEMORY);
        return (int) Math.min(settings.concurrency(), fitting);
    }

    /// Blocks are not held in memory here, but they are in buffers of the system while they are
    /// sent.
    private static int blocksAtOnce(EngineSettings settings) {
        long fitting = Math.max(1, settings.memory() / BlockPlan.USUAL_LENGTH);
        return (int) Math.min(settings.concurrency(), fitting);
    }

    /// Starts an upload and returns at once.
    ///
    /// @param listener gets what happens to each file, on the engine's threads
    public Upload start(UploadRequest request, RunListener<UploadEvent> listener) {
        return start(request, Rerun.ofNothing(), listener);
    }

    /// Starts an upload of what an earlier run of the request has left, and returns at once.
    public Upload start(UploadRequest request, Rerun again, RunListener<UploadEvent> listener) {
        UploadProgress progress = new UploadProgress();
        return begin(
                "upload",
                new Upload(progress),
                UPLOADING,
                services -> new UploadRun(
                                new UploadContext(
                                        store,
                                        request,
                                        again,
                                        new UploadResults(progress, listener, services.retry()),
                                        slices,
                                        new BlockHelpers(blocksAtOnce(settings)),
                                        progress,
                                        new NameLookup(
                                                store, services.sender(), request.container(), request.needsLookup()),
                                        services),
                                settings.concurrency(),
                                limiter::limit)
                        .run());
    }

    /// Starts a download and returns at once.
    ///
    /// @param listener gets what happens to each blob, on the engine's threads
    public Download download(DownloadRequest request, RunListener<DownloadEvent> listener) {
        return download(request, listener, SameNames::of, ExclusiveRename.ofSystem());
    }

    /// @param probe finds out which names the folder treats as equal
    /// @param rename moves files to their final names where the file system supports it
    Download download(
            DownloadRequest request,
            RunListener<DownloadEvent> listener,
            SameNames.Probe probe,
            ExclusiveRename rename) {
        boolean keepsBoth = request.ifExists() == ConflictPolicy.KEEP_BOTH;
        DownloadResults results = new DownloadResults(listener);
        // A thread blocks in the kernel on its own connection, where a virtual thread would keep its
        // carrier.
        ThreadFactory threads =
                Thread.ofPlatform().daemon().name("download-", 1).factory();
        return begin(
                "download",
                new Download(results),
                threads,
                services -> new DownloadRun(
                                new DownloadContext(
                                        store,
                                        request,
                                        new TargetFolder(request.folder(), keepsBoth, probe, rename),
                                        new FreeSpace(request.folder()),
                                        results,
                                        arriving,
                                        new Semaphore(MOST_BLOBS),
                                        services),
                                blobsAtOnce())
                        .run());
    }

    /// Starts a deletion and returns at once. A blob is deleted only if it is still the one that
    /// was found.
    ///
    /// @param listener gets what happens to each blob, on the engine's threads
    public Deletion delete(DeletionRequest request, RunListener<DeletionEvent> listener) {
        DeletionResults results = new DeletionResults(listener);
        return begin(
                "deletion",
                new Deletion(results),
                services -> new DeletionRun(store, request, results, services, blobsAtOnce()).run());
    }

    private int blobsAtOnce() {
        return Math.clamp(settings.concurrency(), 1, MOST_BLOBS);
    }

    /// Writes a small blob in one request, which is repeated while that may help.
    ///
    /// @param onRetry gets each failure that is followed by another try, and the pause before it
    /// @throws ProblemException when it failed, also when the blob exists
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

    /// Writes a blob's content to a stream, and repeats requests while that may help.
    ///
    /// @param exact whether to read the marker blob of a folder too; else that fails
    /// @param onRetry gets each failure that is followed by another try, and the pause before it
    /// @return what the content was compared with
    /// @throws ProblemException when it failed, also when the blob changed meanwhile or its
    ///     checksum differs; what was written then must not be used
    /// @throws IOException from the stream
    public Verification read(BlobPath source, boolean exact, OutputStream to, BiConsumer<Problem, Duration> onRetry)
            throws InterruptedException, IOException {
        Retry retry = new Retry(settings.patience(), new CountDownLatch(1));
        return new BlobReading(store, retry, source, onRetry, settings.memory()).into(to, exact);
    }

    /// Changes the limit of the bandwidth, at once and for all runs of this engine.
    ///
    /// @param bytesPerSecond 0 for no limit
    public void bandwidth(long bytesPerSecond) {
        rate.limit(bytesPerSecond);
    }

    /// What one run does, until it has ended.
    @FunctionalInterface
    private interface Work {
        void run(RunServices services) throws InterruptedException;
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
