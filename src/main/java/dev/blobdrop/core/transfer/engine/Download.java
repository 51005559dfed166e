package dev.blobdrop.core.transfer.engine;

import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.download.DownloadResults;

/// A running download. When it is cancelled, no unfinished file stays but what the request lets a
/// later run take up.
public final class Download extends Run<DownloadSnapshot> {
    private final DownloadResults books;

    Download(DownloadResults books) {
        super(books.course());
        this.books = books;
    }

    @Override
    public DownloadSnapshot snapshot() {
        return books.snapshot();
    }

    @Override
    long left() {
        return books.snapshot().left();
    }
}
