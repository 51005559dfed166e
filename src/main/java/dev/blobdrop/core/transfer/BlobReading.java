package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Condition;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.BiConsumer;

/// Reads one blob from its beginning to its end into a stream, part after part. A part that breaks
/// comes again by itself, so no byte is written twice.
final class BlobReading {
    private static final int PART_LENGTH = BlockPlan.USUAL_LENGTH;

    private final BlobStore store;
    private final Retry retry;
    private final BlobPath source;
    private final BiConsumer<Problem, Duration> pausing;

    BlobReading(
            BlobStore store, Retry retry, BlobPath source, BiConsumer<Problem, Duration> pausing) {
        this.store = store;
        this.retry = retry;
        this.source = source;
        this.pausing = pausing;
    }

    /// @return how many bytes
    /// @throws ProblemException also when the blob is not the one any more that it was at first, or
    ///     its MD5 is another one: what was written then is not to be used
    /// @throws IOException the stream's own
    long into(OutputStream to) throws InterruptedException, IOException {
        BlobProperties blob =
                retry.call(attempt -> store.find(source), pausing)
                        .orElseThrow(
                                () ->
                                        DownloadProblems.missing(source.container(), source.name())
                                                .asException());
        Condition.Unchanged seen = new Condition.Unchanged(blob.etag());
        MessageDigest digest = Md5.digest();
        byte[] buffer = new byte[(int) Math.min(PART_LENGTH, blob.size())];
        for (long at = 0; at < blob.size(); at += PART_LENGTH) {
            int length = (int) Math.min(PART_LENGTH, blob.size() - at);
            part(seen, at, ByteBuffer.wrap(buffer, 0, length));
            digest.update(buffer, 0, length);
            to.write(buffer, 0, length);
        }
        String md5 = HexFormat.of().formatHex(digest.digest());
        if (!blob.md5().orElse(md5).equals(md5)) {
            throw DownloadProblems.otherMd5(source, blob.md5().orElseThrow(), md5).asException();
        }
        return blob.size();
    }

    private void part(Condition.Unchanged seen, long offset, ByteBuffer into)
            throws InterruptedException {
        try {
            retry.call(
                    attempt -> {
                        store.read(source, seen, offset, into.rewind());
                        return true;
                    },
                    pausing);
        } catch (ProblemException e) {
            throw DownloadProblems.said(e, source).asException(e);
        }
    }
}
