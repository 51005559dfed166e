package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.transfer.checksum.Crc64;
import dev.blobdrop.core.transfer.flow.FirstFailure;
import dev.blobdrop.core.transfer.flow.Priority;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Downloads one large blob into a file, in parts, several at the same time: the calling thread and
/// some helpers each take the next part. Each request has the condition that the blob is still the
/// one that was found, and is repeated by itself, so that only one part has to come again. Parts
/// that an earlier run left in the file are not requested.
///
/// It begins with few parts at the same time. On a line so slow that a part takes long, more would
/// only make all of them end late, and an interruption loses all incomplete parts; on a very fast
/// line more would only take memory.
final class RangeDownload {
    /// Parts of one blob in flight at first, and at most. The limiter finds out how many requests
    /// are useful.
    private static final int FIRST_AT_ONCE = 4;

    private static final int MOST_AT_ONCE = 16;

    /// More threads help neither when a part takes less time than this, nor when it takes longer
    /// than [#SLOW] because the line is slow.
    private static final Duration QUICK = Duration.ofMillis(10);

    private static final Duration SLOW = Duration.ofSeconds(10);

    private final DownloadContext run;
    private final BlobPath source;
    private final BlobProperties blob;
    private final DownloadResults.Arriving arriving;
    private final TargetFile file;
    private final Optional<BlobSums> sums;
    private final Optional<FollowingMd5> md5;
    private final int count;
    private final AtomicInteger next = new AtomicInteger();
    private int helpers;
    private final Semaphore ended = new Semaphore(0);
    private final FirstFailure failure = new FirstFailure();

    /// @param sums get each part
    /// @param sum whether to compute the MD5
    RangeDownload(
            DownloadContext run,
            BlobPath source,
            BlobProperties blob,
            DownloadResults.Arriving arriving,
            TargetFile file,
            Optional<BlobSums> sums,
            boolean sum) {
        this.run = run;
        this.source = source;
        this.blob = blob;
        this.arriving = arriving;
        this.file = file;
        this.sums = sums;
        this.count = Math.toIntExact(Math.ceilDiv(blob.size(), RangeLengths.PART_LENGTH));
        this.md5 = Optional.of(new FollowingMd5(file, blob.size(), RangeLengths.PART_LENGTH))
                .filter(use -> sum);
    }

    /// @return the MD5 of what the file holds now, 16 bytes; empty when it was not to be computed
    /// @throws dev.blobdrop.core.problem.ProblemException when a part did not arrive
    Optional<byte[]> fetch() throws InterruptedException {
        sums.ifPresent(each -> Crc64.prepare());
        file.begin(blob.etag() + "\n" + blob.size() + "\n" + RangeLengths.PART_LENGTH);
        Optional<FutureTask<byte[]>> digest = md5.map(following -> new FutureTask<>(following::await));
        digest.ifPresent(run.threads()::execute);
        try {
            all();
        } catch (RuntimeException | Error | InterruptedException e) {
            md5.ifPresent(FollowingMd5::broken);
            throw e;
        }
        return digest.isPresent() ? Optional.of(result(digest.get())) : Optional.empty();
    }

    private void all() throws InterruptedException {
        for (int i = 1; i < FIRST_AT_ONCE; i++) {
            help();
        }
        work();
        // No helper may write when the file is moved to its place or removed.
        ended.acquireUninterruptibly(helpers());
        failure.rethrow();
    }

    /// Final when this thread has run out of parts.
    private synchronized int helpers() {
        return helpers;
    }

    /// Starts another helper if there is something for it to do.
    private synchronized void help() {
        int limit = Math.min(MOST_AT_ONCE, run.sender().limit());
        boolean serves = helpers + 1 < limit && next.get() < count && !failure.isSet();
        if (serves && run.helpers().tryAcquire()) {
            try {
                run.threads().execute(this::helpOut);
                helpers++;
            } catch (RejectedExecutionException e) {
                // The run is ending.
                run.helpers().release();
            }
        }
    }

    private void helpOut() {
        try {
            work();
        } finally {
            run.helpers().release();
            ended.release();
        }
    }

    /// Takes part after part. A failure ends the other threads too.
    private void work() {
        try {
            for (int part = next.getAndIncrement(); part < count && !failure.isSet(); part = next.getAndIncrement()) {
                long began = System.nanoTime();
                part(part);
                long took = System.nanoTime() - began;
                if (took > QUICK.toNanos() && took < SLOW.toNanos()) {
                    help();
                }
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            failure.set(e);
        }
    }

    private void part(int index) throws InterruptedException {
        long offset = (long) index * RangeLengths.PART_LENGTH;
        int length = (int) Math.min(RangeLengths.PART_LENGTH, blob.size() - offset);
        try (BufferBudget.Held held = run.budget().hold(RangeLengths.PIECE_LENGTH, Priority.BLOCK)) {
            ByteBuffer memory = held.first(RangeLengths.PIECE_LENGTH);
            run.checkRunning();
            Optional<BlobSums.Share> there = sums.map(BlobSums::share);
            if (file.holds(
                    index, offset, length, memory, (piece, at) -> there.ifPresent(share -> share.add(at, piece)))) {
                there.ifPresent(BlobSums.Share::count);
                arriving.kept(length);
            } else {
                int crc = run.sender()
                        .receive(Priority.BLOCK, length, () -> read(offset, length, memory), this::retrying);
                file.written(index, crc);
            }
        }
        md5.ifPresent(each -> each.arrived(index));
    }

    /// @return the part's CRC32
    private int read(long offset, int length, ByteBuffer memory) {
        Optional<BlobSums.Share> share = sums.map(BlobSums::share);
        RangeIntake intake = new RangeIntake(file, offset, length, memory, arriving, share);
        boolean isWhole = false;
        try {
            run.store().read(source, new Condition.Unchanged(blob.etag()), offset, intake);
            isWhole = true;
        } finally {
            if (!isWhole) {
                intake.lost();
            }
        }
        share.ifPresent(BlobSums.Share::count);
        return intake.crc();
    }

    private void retrying(Problem problem, Duration pause) {
        run.results().retrying(source.name(), problem, pause);
    }

    private static byte[] result(FutureTask<byte[]> digest) throws InterruptedException {
        try {
            return digest.get();
        } catch (ExecutionException e) {
            throw FirstFailure.unchecked(e.getCause());
        }
    }
}
