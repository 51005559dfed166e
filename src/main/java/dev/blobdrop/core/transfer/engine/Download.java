package dev.blobdrop.core.transfer.engine;

import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.download.DownloadResults;

/// A running download. When it is cancelled, unfinished files are removed, except those that the
/// request allows a later run to continue.
public final class Download extends Run<DownloadSnapshot> {
    private final DownloadResults results;

    Download(DownloadResults results) {
        super(results.status());
        this.results = results;
    }

    @Override
    public DownloadSnapshot snapshot() {
        return results.snapshot();
    }

    @Override
    long left() {
        return results.snapshot().left();
    }
}
