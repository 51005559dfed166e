package dev.blobdrop.core.transfer;

import java.util.concurrent.CountDownLatch;

/// A running download.
public final class Download extends Running<DownloadSnapshot> {
    private final DownloadBooks books;

    Download(DownloadBooks books, CountDownLatch cancelled, PauseSwitch pause) {
        super(cancelled, pause);
        this.books = books;
    }

    @Override
    public DownloadSnapshot snapshot() {
        return books.snapshot();
    }

    /// Begins nothing new, lets requests under way finish and leaves no unfinished file.
    @Override
    public void cancel() {
        super.cancel();
    }

    void end() {
        books.end(isCancelled());
        ended();
    }
}
