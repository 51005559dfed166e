package dev.blobdrop.core.transfer;

/// A running download.
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

    /// Begins nothing new, lets requests under way finish and leaves no unfinished file.
    @Override
    public void cancel() {
        super.cancel();
    }
}
