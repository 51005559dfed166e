package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.transfer.Counts;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.transfer.flow.RunStatus;
import dev.blobdrop.core.transfer.flow.Tally;
import dev.blobdrop.core.transfer.flow.UnderWay;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// The counters of one upload. Written by its threads, read at any time.
public final class UploadProgress {
    private final RunStatus status = new RunStatus();
    private final Tally tally = new Tally();
    private final LongAdder filesKept = new LongAdder();
    private final LongAdder bytesKept = new LongAdder();
    private final UnderWay<ActiveFile> active = new UnderWay<>();

    /// One file being sent.
    final class ActiveFile {
        private final Path source;
        private final long size;
        private final AtomicLong done = new AtomicLong();
        private final AtomicLong staged = new AtomicLong();

        private ActiveFile(Path source, long size) {
            this.source = source;
            this.size = size;
        }

        /// Counts bytes that the service has and shows.
        void sent(long bytes) {
            done.addAndGet(bytes);
            tally.bytesDone(bytes);
        }

        /// Counts the bytes of a block, which the service keeps for a later run.
        void staged(long bytes) {
            staged.addAndGet(bytes);
            sent(bytes);
        }

        /// Takes back what was counted, because the file is sent again from the beginning.
        void restart() {
            tally.bytesDone(-done.getAndSet(0));
            staged.set(0);
        }

        /// The file failed. Its blocks stay on the service but do not count as done.
        void failed() {
            keep();
            restart();
        }

        /// The file was interrupted. The blocks that the service has count as done.
        void interrupted() {
            keep();
            tally.bytesDone(staged.get() - done.getAndSet(0));
        }

        private void keep() {
            if (staged.get() > 0) {
                filesKept.increment();
                bytesKept.add(staged.get());
            }
        }

        void end() {
            active.ended(this);
        }
    }

    ActiveFile begin(Path source, long size) {
        ActiveFile file = new ActiveFile(source, size);
        active.begun(file);
        return file;
    }

    /// The run's status.
    public RunStatus status() {
        return status;
    }

    Tally tally() {
        return tally;
    }

    /// The state now.
    public UploadSnapshot snapshot() {
        List<UploadSnapshot.Active> files = active.current().stream()
                .map(f -> new UploadSnapshot.Active(f.source, f.size, f.done.get()))
                .toList();
        Counts counts = tally.counts();
        return new UploadSnapshot(
                status.state(),
                status.isFinding(),
                counts,
                filesKept.sum(),
                bytesKept.sum(),
                files,
                status.stoppedBy(),
                status.elapsed());
    }
}
