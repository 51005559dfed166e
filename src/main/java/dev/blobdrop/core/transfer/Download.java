package dev.blobdrop.core.transfer;

/// A running download. When it is cancelled, no unfinished file stays but what the request lets a
/// later run take up.
public final class Download extends Running<DownloadSnapshot> {
    private final DownloadBooks books;

    Download(DownloadBooks books) {
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
