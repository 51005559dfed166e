package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.Condition;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/// One reading of one blob into a file: a small one in one request, a large one in parts, several
/// at once. Each request has the condition that the blob is still the one that was seen, and is
/// made again by itself when it breaks, so that only a part has to come again. Parts that an
/// earlier run has left in the file do not come again.
final class BlobParts {
    static final int PART_LENGTH = BlockPlan.USUAL_LENGTH;

    /// Parts of one blob under way at once; how many requests serve is the limiter's to find out.
    private static final int AT_ONCE = 16;

    private final DownloadContext run;
    private final BlobPath source;
    private final BlobProperties blob;
    private final DownloadBooks.Arriving arriving;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    BlobParts(
            DownloadContext run,
            BlobPath source,
            BlobProperties blob,
            DownloadBooks.Arriving arriving) {
        this.run = run;
        this.source = source;
        this.blob = blob;
        this.arriving = arriving;
    }

    /// @param sum whether the MD5 is wanted
    /// @return the MD5 of what lies in the file now, 16 bytes; empty when it was not wanted
    /// @throws dev.blobdrop.core.problem.ProblemException when some part did not arrive
    Optional<byte[]> fetch(TargetFile file, boolean sum) throws InterruptedException {
        file.begin(blob.etag() + "\n" + blob.size() + "\n" + PART_LENGTH);
        FollowingMd5 md5 = new FollowingMd5(file, blob.size(), PART_LENGTH);
        if (blob.size() <= PART_LENGTH) {
            part(file, 0, Lane.SINGLE, md5);
            return sum ? Optional.of(md5.await()) : Optional.empty();
        }
        FutureTask<byte[]> digest = new FutureTask<>(md5::await);
        if (sum) {
            run.threads().execute(digest);
        }
        try {
            all(file, md5);
        } catch (RuntimeException | InterruptedException e) {
            md5.broken();
            throw e;
        }
        return sum ? Optional.of(result(digest)) : Optional.empty();
    }

    private void all(TargetFile file, FollowingMd5 md5) throws InterruptedException {
        int count = Math.toIntExact(Math.ceilDiv(blob.size(), PART_LENGTH));
        Semaphore places = new Semaphore(AT_ONCE);
        for (int part = 0; part < count && failure.get() == null; part++) {
            int index = part;
            places.acquire();
            run.threads()
                    .execute(
                            () -> {
                                try {
                                    part(file, index, Lane.BLOCK, md5);
                                } catch (InterruptedException e) {
                                    failure.compareAndSet(null, new CancellationException());
                                } catch (RuntimeException | Error e) {
                                    failure.compareAndSet(null, e);
                                } finally {
                                    places.release();
                                }
                            });
        }
        // Nobody may write any more when the file is put in its place or removed.
        places.acquireUninterruptibly(AT_ONCE);
        rethrow(Optional.ofNullable(failure.get()));
    }

    private static void rethrow(Optional<Throwable> failure) {
        if (failure.isPresent()) {
            switch (failure.get()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalStateException(failure.get());
            }
        }
    }

    private void part(TargetFile file, int index, Lane lane, FollowingMd5 md5)
            throws InterruptedException {
        long offset = (long) index * PART_LENGTH;
        int length = (int) Math.min(PART_LENGTH, blob.size() - offset);
        if (length == 0 || failure.get() != null) {
            return;
        }
        BufferBudget.Buffer buffer = run.budget().take(length, lane);
        try {
            run.checkRunning();
            if (file.holds(index, buffer.bytes(), length, offset)) {
                arriving.kept(length);
            } else {
                run.sender()
                        .receive(
                                lane,
                                length,
                                attempt -> read(offset, buffer, length),
                                this::retrying);
                file.write(index, buffer.bytes(), length, offset);
                arriving.arrived(length);
            }
        } finally {
            run.budget().give(buffer);
        }
        md5.arrived(index);
    }

    private boolean read(long offset, BufferBudget.Buffer buffer, int length) {
        run.store()
                .read(
                        source,
                        new Condition.Unchanged(blob.etag()),
                        offset,
                        ByteBuffer.wrap(buffer.bytes(), 0, length));
        return true;
    }

    private void retrying(Problem problem, Duration pause) {
        run.books().retrying(source.name(), problem, pause);
    }

    private static byte[] result(FutureTask<byte[]> digest) throws InterruptedException {
        try {
            return digest.get();
        } catch (ExecutionException e) {
            rethrow(Optional.of(e.getCause()));
            throw new IllegalStateException(e);
        }
    }
}
