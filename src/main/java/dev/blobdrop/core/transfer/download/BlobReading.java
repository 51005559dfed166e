package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.transfer.Verification;
import dev.blobdrop.core.transfer.checksum.Md5;
import dev.blobdrop.core.transfer.flow.BlockPlan;
import dev.blobdrop.core.transfer.flow.FirstFailure;
import dev.blobdrop.core.transfer.flow.ReadProblems;
import dev.blobdrop.core.transfer.flow.Retry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/// Reads one blob from beginning to end into a stream, in parts; while one is written, the next
/// ones are on their way. A part that fails is requested again by itself, so no byte is written
/// twice.
public final class BlobReading {
    private static final int PART_LENGTH = BlockPlan.USUAL_LENGTH;

    /// The most parts in memory, if there is room.
    private static final int MOST_AHEAD = 3;

    private final BlobStore store;
    private final Retry retry;
    private final BlobPath source;
    private final BiConsumer<Problem, Duration> onRetry;
    private final int buffers;

    /// @param memory bytes that may be held; one part is held in any case
    public BlobReading(
            BlobStore store, Retry retry, BlobPath source, BiConsumer<Problem, Duration> onRetry, long memory) {
        this.store = store;
        this.retry = retry;
        this.source = source;
        this.onRetry = onRetry;
        this.buffers = Math.clamp(memory / PART_LENGTH, 1, MOST_AHEAD);
    }

    /// Reads the blob.
    ///
    /// @param exact whether to read the marker blob of a folder too
    /// @return what the content was compared with
    /// @throws ProblemException when it failed, also when the blob changed meanwhile or its
    ///     checksum differs: what was written then must not be used
    /// @throws IOException from the stream
    public Verification into(OutputStream to, boolean exact) throws InterruptedException, IOException {
        BlobProperties blob = find();
        if (blob.isFolder() && !exact) {
            throw ReadProblems.isFolder(source.name()).asException();
        }
        Optional<MessageDigest> digest = blob.md5().map(md5 -> Md5.digest());
        Optional<BlobSums> sums = sums(blob);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            copy(blob, digest, sums, to, threads);
        } finally {
            // Nobody needs the parts that are still on their way.
            threads.shutdownNow();
            threads.close();
        }
        return verify(blob, digest.map(MessageDigest::digest).map(HexFormat.of()::formatHex), sums);
    }

    private Optional<BlobSums> sums(BlobProperties blob) throws InterruptedException {
        return blob.md5().isPresent()
                ? Optional.empty()
                : BlobSums.ask(blob.size(), () -> retry.call(BlobSums.names(store, source), onRetry));
    }

    private Verification verify(BlobProperties blob, Optional<String> md5, Optional<BlobSums> sums) {
        if (!md5.equals(blob.md5())) {
            throw ReadProblems.otherMd5(source, blob.md5().orElseThrow(), md5.orElseThrow())
                    .asException();
        }
        OptionalLong wrong = sums.map(BlobSums::firstWrong).orElse(OptionalLong.empty());
        if (wrong.isPresent()) {
            throw ReadProblems.otherCrc64(source, wrong.getAsLong()).asException();
        }
        return md5.isPresent() ? Verification.MD5 : sums.isPresent() ? Verification.CRC64 : Verification.NONE;
    }

    private BlobProperties find() throws InterruptedException {
        try {
            return retry.call(() -> store.find(source), onRetry)
                    .orElseThrow(() -> ReadProblems.missing(source.container(), source.name())
                            .asException());
        } catch (ProblemException e) {
            throw ReadProblems.ofFolder(e.problem(), source.name()).asException(e);
        }
    }

    /// A part's buffer is reused only after its bytes have been written.
    private void copy(
            BlobProperties blob,
            Optional<MessageDigest> digest,
            Optional<BlobSums> sums,
            OutputStream to,
            ExecutorService threads)
            throws InterruptedException, IOException {
        Condition.Unchanged seen = new Condition.Unchanged(blob.etag());
        Deque<Future<ByteBuffer>> coming = new ArrayDeque<>();
        long asked = 0;
        long written = 0;
        for (int buffer = 0; buffer < buffers && asked < blob.size(); buffer++) {
            int length = (int) Math.min(PART_LENGTH, blob.size() - asked);
            coming.add(ask(threads, seen, asked, ByteBuffer.allocate(length)));
            asked += length;
        }
        while (!coming.isEmpty()) {
            ByteBuffer part = await(coming.remove());
            digest.ifPresent(each -> each.update(part.array(), 0, part.limit()));
            if (sums.isPresent()) {
                sums.get().add(written, ByteBuffer.wrap(part.array(), 0, part.limit()));
            }
            to.write(part.array(), 0, part.limit());
            written += part.limit();
            if (asked < blob.size()) {
                int length = (int) Math.min(PART_LENGTH, blob.size() - asked);
                coming.add(ask(threads, seen, asked, part.limit(length)));
                asked += length;
            }
        }
    }

    private Future<ByteBuffer> ask(ExecutorService threads, Condition.Unchanged seen, long offset, ByteBuffer into) {
        return threads.submit(() -> {
            try {
                return retry.call(
                        () -> {
                            store.read(source, seen, offset, into.rewind());
                            return into;
                        },
                        onRetry);
            } catch (ProblemException e) {
                throw ReadProblems.reworded(e, source).asException(e);
            }
        });
    }

    private static ByteBuffer await(Future<ByteBuffer> part) throws InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            throw FirstFailure.unchecked(e.getCause());
        }
    }
}
