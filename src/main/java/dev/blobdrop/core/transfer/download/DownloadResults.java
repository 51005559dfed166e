package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.DownloadEvent;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.RunListener;
import dev.blobdrop.core.transfer.Verification;
import dev.blobdrop.core.transfer.flow.RunStatus;
import dev.blobdrop.core.transfer.flow.Tally;
import dev.blobdrop.core.transfer.flow.UnderWay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Counts how each blob ended, calls the listener, and stops the run when every other blob would
/// fail with the same problem. Written by the run's threads, read at any time.
public final class DownloadResults {
    private final RunListener<DownloadEvent> listener;
    private final RunStatus status = new RunStatus();
    private final Tally tally = new Tally();
    private final LongAdder notVerified = new LongAdder();
    private final UnderWay<Arriving> active = new UnderWay<>();

    /// One blob being downloaded.
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
            tally.bytesDone(bytes);
        }

        /// Counts bytes that an earlier run had downloaded.
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

        /// Takes back what was counted.
        void lost() {
            tally.bytesDone(-done.getAndSet(0));
        }

        @Override
        public void close() {
            active.ended(this);
        }
    }

    /// Empty, for one run.
    public DownloadResults(RunListener<DownloadEvent> listener) {
        this.listener = listener;
    }

    Arriving begin(String name, long size) {
        Arriving blob = new Arriving(name, size);
        active.begun(blob);
        return blob;
    }

    /// Counts a blob that was named or listed.
    void found() {
        tally.found();
    }

    void sized(long size) {
        tally.bytesFound(size);
    }

    /// The run's status.
    public RunStatus status() {
        return status;
    }

    /// Bytes of the blobs being downloaded that have not arrived.
    long remaining() {
        return active.current().stream()
                .mapToLong(blob -> blob.size - blob.done.get())
                .sum();
    }

    void retrying(String name, Problem problem, Duration pause) {
        tell(new DownloadEvent.Retrying(name, problem, pause));
    }

    void ended(DownloadEvent event) {
        if (event instanceof DownloadEvent.Skipped) {
            tally.skipped();
        } else {
            tally.done();
        }
        if (event instanceof DownloadEvent.Downloaded done && done.verified() == Verification.NONE) {
            notVerified.increment();
        }
        tell(event);
    }

    /// Counts a failure.
    ///
    /// @param outage whether nothing else succeeded when the request was given up
    void failed(String name, Problem problem, boolean outage) {
        tally.failed();
        tell(new DownloadEvent.Failed(name, problem));
        // One missing blob says nothing about the others, but a full disk concerns them all.
        boolean all = RunStatus.meetsAll(problem) && !problem.isBlobMissing() || FileProblems.meetsAll(problem);
        if (all || outage && problem.kind() == Problem.Kind.TRANSIENT) {
            status.stop(problem);
        }
    }

    private void tell(DownloadEvent event) {
        status.tell(() -> listener.on(event));
    }

    /// The state now.
    public DownloadSnapshot snapshot() {
        List<DownloadSnapshot.Active> blobs = active.current().stream()
                .map(blob -> new DownloadSnapshot.Active(blob.name, blob.size, blob.done.get()))
                .toList();
        long unverified = notVerified.sum();
        return new DownloadSnapshot(
                status.state(),
                status.isFinding(),
                tally.counts(),
                unverified,
                blobs,
                status.stoppedBy(),
                status.elapsed());
    }
}
