package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// The books of one download: counts how each blob ended, tells the listener, and ends the run when
/// the trouble of one blob would be that of every other one too. Written by its threads, read by
/// [#snapshot] at any time.
final class DownloadBooks {
    private static final String DISK_FULL = "disk-full";

    private final DownloadListener listener;
    private final LongAdder found = new LongAdder();
    private final LongAdder downloaded = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder bytesFound = new LongAdder();
    private final LongAdder bytesDone = new LongAdder();
    private final Set<Arriving> active = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Problem> stop = new AtomicReference<>();
    private final long start = System.nanoTime();
    private volatile TransferSnapshot.State state = TransferSnapshot.State.RUNNING;
    private volatile boolean listing = true;
    private volatile long ended;

    /// One blob on its way.
    final class Arriving implements AutoCloseable {
        private final String name;
        private final long size;
        private final AtomicLong done = new AtomicLong();
        private final AtomicLong kept = new AtomicLong();

        private Arriving(String name, long size) {
            this.name = name;
            this.size = size;
        }

        void arrived(long bytes) {
            done.addAndGet(bytes);
            bytesDone.add(bytes);
        }

        /// Bytes that are there already.
        void kept(long bytes) {
            kept.addAndGet(bytes);
            arrived(bytes);
        }

        long kept() {
            return kept.get();
        }

        /// Whether anything has arrived.
        boolean any() {
            return done.get() > 0;
        }

        /// What was counted does not count.
        void lost() {
            bytesDone.add(-done.getAndSet(0));
        }

        @Override
        public void close() {
            active.remove(this);
        }
    }

    DownloadBooks(DownloadListener listener) {
        this.listener = listener;
    }

    Arriving begin(String name, long size) {
        Arriving blob = new Arriving(name, size);
        active.add(blob);
        return blob;
    }

    /// A blob that was named or listed.
    void found() {
        found.increment();
    }

    void sized(long size) {
        bytesFound.add(size);
    }

    void listed() {
        listing = false;
    }

    void retrying(String name, Problem problem, Duration pause) {
        tell(new DownloadEvent.Retrying(name, problem, pause));
    }

    void ended(DownloadEvent event) {
        if (event instanceof DownloadEvent.Skipped) {
            skipped.increment();
        } else {
            downloaded.increment();
        }
        tell(event);
    }

    /// @param outage whether nothing came through any more when it was given up
    void failed(String name, Problem problem, boolean outage) {
        failed.increment();
        tell(new DownloadEvent.Failed(name, problem));
        // One missing blob says nothing of the others; a full disk does.
        boolean all =
                Report.meetsAll(problem) && !problem.code().equals(DownloadProblems.MISSING)
                        || problem.code().equals(DISK_FULL);
        if (all || outage && problem.kind() == Problem.Kind.TRANSIENT) {
            stop(problem);
        }
    }

    /// Only the first problem counts.
    void stop(Problem problem) {
        stop.compareAndSet(null, problem);
    }

    boolean isStopped() {
        return stop.get() != null;
    }

    void end(boolean cancelled) {
        ended = System.nanoTime();
        boolean all = !listing && snapshot().left() == 0;
        if (isStopped()) {
            state = TransferSnapshot.State.STOPPED;
        } else if (cancelled && !all) {
            state = TransferSnapshot.State.CANCELLED;
        } else {
            state = TransferSnapshot.State.DONE;
        }
    }

    /// A listener's defect ends the run as a defect, and does not upset its books.
    private void tell(DownloadEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            stop(Problems.from(e, Facts.NONE));
        }
    }

    DownloadSnapshot snapshot() {
        TransferSnapshot.State now = state;
        long until = now == TransferSnapshot.State.RUNNING ? System.nanoTime() : ended;
        List<DownloadSnapshot.Active> blobs =
                active.stream()
                        .map(
                                blob ->
                                        new DownloadSnapshot.Active(
                                                blob.name, blob.size, blob.done.get()))
                        .toList();
        // What ended is looked up before what was found, so that no more can have ended than was
        // found.
        long arrived = bytesDone.sum();
        long down = downloaded.sum();
        long passed = skipped.sum();
        long lost = failed.sum();
        return new DownloadSnapshot(
                now,
                listing,
                found.sum(),
                down,
                passed,
                lost,
                bytesFound.sum(),
                arrived,
                blobs,
                Optional.ofNullable(stop.get()),
                Duration.ofNanos(until - start));
    }
}
