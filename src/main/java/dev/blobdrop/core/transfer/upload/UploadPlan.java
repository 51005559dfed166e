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
final class UploadPlan implements SourceScanner.Visitor {
    /// Loading the fast checksum takes as long as computing this many bytes without it.
    private static final long WORTH_PREPARING = 64L * BlockPlan.MIB;

    private final UploadRequest request;
    private final UploadResults report;
    private final FileQueue queue;
    private final NameSet names = new NameSet();
    private final HeapWatch heap = new HeapWatch();
    private Optional<BlobProperties> replaced = Optional.empty();
    private long bytes;

    UploadPlan(UploadRequest request, UploadResults report, FileQueue queue) {
        this.request = request;
        this.report = report;
        this.queue = queue;
    }

    /// Files found from now on may replace only this blob; empty to follow the policy.
    void over(Optional<BlobProperties> blob) {
        replaced = blob;
    }

    private RetryItem part(Path path, String relativeName) {
        return new RetryItem(path, relativeName, replaced);
    }

    @Override
    public void file(Path path, String relativeName, long size) {
        report.found(size);
        heap.look();
        try {
            SourceName.check(path);
            PlannedFile file = new PlannedFile(part(path, relativeName), target(relativeName), size);
            bytes += size;
            if (bytes >= WORTH_PREPARING) {
                Crc64.prepare();
            }
            queue.put(file);
        } catch (ProblemException e) {
            report.failed(path, relativeName, e.problem());
        }
    }

    @Override
    public void skipped(Path path, String reason) {
        report.found(0);
        report.skipped(path, reason);
    }

    @Override
    public void failed(Path path, String relativeName, Problem problem) {
        report.found(0);
        report.failed(path, relativeName, problem);
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
