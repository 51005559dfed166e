package dev.blobdrop.core.transfer.engine;

import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.transfer.upload.UploadProgress;

/// A running upload. When it is cancelled, blocks already sent stay on the service for 7 days and
/// shorten a later run.
public final class Upload extends Run<UploadSnapshot> {
    private final UploadProgress progress;

    Upload(UploadProgress progress) {
        super(progress.status());
        this.progress = progress;
    }

    @Override
    public UploadSnapshot snapshot() {
        return progress.snapshot();
    }

    @Override
    long left() {
        return progress.snapshot().left();
    }
}
