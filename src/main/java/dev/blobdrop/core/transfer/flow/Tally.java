package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.transfer.Counts;
import java.util.concurrent.atomic.LongAdder;

/// The counters of a run: files or blobs found, and how they ended. Written by many threads, read
/// at any time.
public final class Tally {
    private final LongAdder found = new LongAdder();
    private final LongAdder done = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder bytesFound = new LongAdder();
    private final LongAdder bytesDone = new LongAdder();

    /// Counts a file or blob that was found.
    public void found() {
        found.increment();
    }

    /// Counts one that was uploaded, downloaded or deleted.
    public void done() {
        done.increment();
    }

    /// Counts one that was skipped.
    public void skipped() {
        skipped.increment();
    }

    /// Counts one that failed.
    public void failed() {
        failed.increment();
    }

    /// Adds the size of what was found; negative to take it back.
    public void bytesFound(long bytes) {
        bytesFound.add(bytes);
    }

    /// Adds bytes that were transferred or deleted; negative to take them back.
    public void bytesDone(long bytes) {
        bytesDone.add(bytes);
    }

    /// The counts now. Reads what ended before what was found, so that no more can have ended than
    /// was found.
    public Counts counts() {
        long bytes = bytesDone.sum();
        long ok = done.sum();
        long passed = skipped.sum();
        long lost = failed.sum();
        return new Counts(found.sum(), ok, passed, lost, bytesFound.sum(), bytes);
    }
}
