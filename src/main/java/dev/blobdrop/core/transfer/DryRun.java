package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.ContentTypes;

import java.nio.file.Path;
import java.util.Optional;

/// Says what an upload of one file would do, without writing anything.
final class DryRun {
    private final RunContext run;
    private final Path path;
    private final BlobPath wanted;
    private final long size;

    DryRun(RunContext run, Path path, BlobPath wanted, long size) {
        this.run = run;
        this.path = path;
        this.wanted = wanted;
        this.size = size;
    }

    TransferEvent plan() throws InterruptedException {
        String type = contentType();
        if (!isThere(wanted)) {
            return new TransferEvent.Planned(path, wanted, size, type, Optional.empty());
        }
        return switch (run.request().ifExists()) {
            case FAIL -> throw new ProblemException(Conflicts.alreadyThere(wanted));
            case SKIP -> new TransferEvent.Skipped(path, "already there as " + wanted);
            case REPLACE ->
                    new TransferEvent.Planned(
                            path, wanted, size, type, Optional.of("replaces the blob there"));
            case KEEP_BOTH ->
                    new TransferEvent.Planned(
                            path, free(), size, type, Optional.of("its own name is taken"));
        };
    }

    private BlobPath free() throws InterruptedException {
        for (int number = 1; ; number++) {
            BlobPath name = FreeName.of(wanted, number);
            if (!isThere(name)) {
                return name;
            }
        }
    }

    private boolean isThere(BlobPath target) throws InterruptedException {
        return run.retry()
                .call(attempt -> run.store().find(target), (problem, pause) -> {})
                .isPresent();
    }

    private String contentType() {
        try (SourceFile source = SourceFile.open(path)) {
            byte[] head = new byte[(int) Math.min(source.size(), ContentTypes.SNIFFED_BYTES)];
            source.read(head, head.length);
            return ContentTypes.of(wanted.name(), head);
        }
    }
}
