package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.transfer.Counts;
import java.util.concurrent.atomic.LongAdder;

/// The counters that every run has: files or blobs found, and how they ended. Written by many
/// threads, read by [#look] at any time.
public final class Tally {
    private final LongAdder found = new LongAdder();
    private final LongAdder done = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder bytesFound = new LongAdder();
    private final LongAdder bytesDone = new LongAdder();

    public void found() {
        found.increment();
    }

    public void done() {
        done.increment();
    }

    public void skipped() {
        skipped.increment();
    }

    public void failed() {
        failed.increment();
    }

    /// @param bytes of what was found; negative to take back
    public void bytesFound(long bytes) {
        bytesFound.add(bytes);
    }

    /// @param bytes that were dealt with; negative to take back
    public void bytesDone(long bytes) {
        bytesDone.add(bytes);
    }

    /// What ended is looked up before what was found, so that no more can have ended than was
    /// found.
    public Counts look() {
        long bytes = bytesDone.sum();
        long ok = done.sum();
        long passed = skipped.sum();
        long lost = failed.sum();
        return new Counts(found.sum(), ok, passed, lost, bytesFound.sum(), bytes);
    }
}
