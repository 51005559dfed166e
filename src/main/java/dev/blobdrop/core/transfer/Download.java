package dev.blobdrop.core.transfer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A running download: look at it, wait for it, or cancel it. Safe for use by many threads.
public final class Download {
    private final DownloadBooks books;
    private final CountDownLatch cancelled;
    private final PauseSwitch pause;
    private final CountDownLatch ended = new CountDownLatch(1);

    Download(DownloadBooks books, CountDownLatch cancelled, PauseSwitch pause) {
        this.books = books;
        this.cancelled = cancelled;
        this.pause = pause;
    }

    public DownloadSnapshot snapshot() {
        return books.snapshot();
    }

    /// Begins nothing new, lets requests under way finish and leaves no unfinished file.
    public void cancel() {
        cancelled.countDown();
    }

    /// Makes no new request until [#resume]; requests under way finish.
    public void pause() {
        pause.pause();
    }

    public void resume() {
        pause.resume();
    }

    public boolean isPaused() {
        return pause.isPaused();
    }

    /// Waits for the end.
    ///
    /// @return the last snapshot
    public DownloadSnapshot await() throws InterruptedException {
        ended.await();
        return snapshot();
    }

    /// Waits for the end, at most that long.
    ///
    /// @return whether it has ended
    public boolean await(Duration limit) throws InterruptedException {
        return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end() {
        books.end(cancelled.getCount() == 0);
        ended.countDown();
    }
}
