package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.ContentTypes;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.local.ExistingBlob;
import dev.blobdrop.core.transfer.local.FreeName;
import dev.blobdrop.core.transfer.local.SourceFile;
import java.time.Duration;
import java.util.Optional;

/// Reports what an upload of one file would do, without writing anything.
final class DryRun {
    private final UploadContext run;
    private final PlannedFile file;
    private final BlobPath wanted;

    DryRun(UploadContext run, PlannedFile file) {
        this.run = run;
        this.file = file;
        this.wanted = file.target();
    }

    UploadEvent plan() throws InterruptedException {
        boolean isTaken = isTaken(wanted);
        try (SourceFile source = SourceFile.open(file.path())) {
            String type = ContentTypes.of(wanted.name(), source.head(ContentTypes.SNIFFED_BYTES));
            return isTaken ? conflict(source, type) : planned(wanted, source, type, Optional.empty());
        }
    }

    private boolean isTaken(BlobPath name) throws InterruptedException {
        try {
            return run.names().lookUp(name, this::retrying) instanceof NameState.Taken;
        } catch (ProblemException e) {
            throw ReadPermission.needed(e, "A dry run reads the properties of the blobs that are there.");
        }
    }

    private UploadEvent conflict(SourceFile source, String type) throws InterruptedException {
        return switch (run.request().ifExists()) {
            case FAIL -> throw new ProblemException(ConflictWords.alreadyThere(wanted));
            case SKIP -> ConflictWords.skippedAsThere(file.path(), wanted);
            case REPLACE -> planned(wanted, source, type, Optional.of("replaces the blob there"));
            case KEEP_BOTH -> planned(free(), source, type, Optional.of("its own name is taken"));
            case IF_NEWER, IF_DIFFERENT -> {
                Optional<BlobProperties> there = find(wanted);
                yield there.isEmpty()
                        ? planned(wanted, source, type, Optional.empty())
                        : compared(new ExistingBlob(there.get()), source, type);
            }
        };
    }

    private UploadEvent compared(ExistingBlob existing, SourceFile source, String type) {
        return switch (run.request().ifExists()) {
            case IF_NEWER ->
                ConflictWords.leaveNewer(file.path(), wanted, existing.isOlderThan(source))
                        .orElseGet(() -> replaces(source, type, "replaces an older blob there"));
            default ->
                ConflictWords.leaveSame(file.path(), wanted, existing.hasContentOf(source))
                        .orElseGet(() -> replaces(source, type, "replaces a blob of another content"));
        };
    }

    private UploadEvent replaces(SourceFile source, String type, String conflict) {
        return planned(wanted, source, type, Optional.of(conflict));
    }

    private UploadEvent planned(BlobPath target, SourceFile source, String type, Optional<String> conflict) {
        return new UploadEvent.Planned(file.path(), target, source.size(), type, conflict);
    }

    private BlobPath free() throws InterruptedException {
        for (int number = 1; ; number++) {
            BlobPath name = FreeName.of(wanted, number);
            if (!isTaken(name)) {
                return name;
            }
        }
    }

    private Optional<BlobProperties> find(BlobPath target) throws InterruptedException {
        return run.sender().ask(() -> run.store().find(target), this::retrying);
    }

    private void retrying(Problem problem, Duration pause) {
        run.results().retrying(file.path(), problem, pause);
    }
}
