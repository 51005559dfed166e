package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.transfer.RetryItem;
import dev.blobdrop.core.transfer.SourceName;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.checksum.Crc64;
import dev.blobdrop.core.transfer.checksum.NameSet;
import dev.blobdrop.core.transfer.flow.BlockPlan;
import dev.blobdrop.core.transfer.flow.HeapWatch;
import dev.blobdrop.core.transfer.local.SourceScanner;
import java.nio.file.Path;
import java.util.Optional;

/// Gives each file that the walk finds its name in the container and puts it into the queue. For
/// the walking thread only.
final class UploadPlan {
    /// Loading the fast checksum takes as long as computing this many bytes without it.
    private static final long WORTH_PREPARING = 64L * BlockPlan.MIB;

    private final UploadRequest request;
    private final UploadResults results;
    private final FileQueue queue;
    private final NameSet names = new NameSet();
    private final HeapWatch heap = new HeapWatch();
    private long bytes;

    UploadPlan(UploadRequest request, UploadResults results, FileQueue queue) {
        this.request = request;
        this.results = results;
        this.queue = queue;
    }

    /// Plans what a walk finds.
    ///
    /// @param replaced the only blob that the files may replace; empty to follow the policy
    SourceScanner.Visitor visitor(Optional<BlobProperties> replaced) {
        return new SourceScanner.Visitor() {
            @Override
            public void file(Path path, String relativeName, long size) {
                add(new RetryItem(path, relativeName, replaced), size);
            }

            @Override
            public void skipped(Path path, String reason) {
                results.found(0);
                results.skipped(path, reason);
            }

            @Override
            public void failed(Path path, String relativeName, Problem problem) {
                results.found(0);
                results.failed(path, relativeName, problem);
            }
        };
    }

    private void add(RetryItem item, long size) {
        results.found(size);
        heap.check();
        try {
            SourceName.check(item.path());
            PlannedFile file = new PlannedFile(item, target(item.name()), size);
            bytes += size;
            if (bytes >= WORTH_PREPARING) {
                Crc64.prepare();
            }
            queue.put(file);
        } catch (ProblemException e) {
            results.failed(item.path(), item.name(), e.problem());
        }
    }

    private BlobPath target(String relativeName) {
        BlobPath target = new BlobPath(
                request.container(), request.prefix() + request.names().name(relativeName));
        SourceName.checkSegments(target.name());
        if (!names.add(target.name())) {
            throw new ProblemException(ConflictWords.sameName(target));
        }
        return target;
    }
}
