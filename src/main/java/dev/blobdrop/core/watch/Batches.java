package dev.blobdrop.core.watch;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.Rerun;
import dev.blobdrop.core.transfer.RetryItem;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.core.transfer.engine.Upload;
import dev.blobdrop.core.transfer.local.SourceScanner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Sends finished files, several per upload. Small and large files are sent by separate uploads, so
/// that no small file waits for a large one. For one thread.
final class Batches {
    private static final long LARGE = 8L << 20;

    /// Files by size.
    private enum Kind {
        SMALL(2, 500),
        LARGE(4, 4);

        private final int transfers;
        private final int files;

        /// @param transfers the most uploads at the same time
        /// @param files the most files of one upload
        Kind(int transfers, int files) {
            this.transfers = transfers;
            this.files = files;
        }
    }

    private record Running(Kind kind, Upload transfer, List<Candidate> files) {}

    /// An upload that has ended.
    ///
    /// @param stoppedBy the problem that every file would have had
    record Ended(List<Candidate> files, Optional<Problem> stoppedBy) {}

    private final TransferEngine engine;
    private final WatchRequest request;
    private final List<Running> running = new ArrayList<>();
    private final Queue<UploadEvent> heard = new ConcurrentLinkedQueue<>();

    Batches(TransferEngine engine, WatchRequest request) {
        this.engine = engine;
        this.request = request;
    }

    private boolean hasRoom(Kind kind) {
        return running.stream().filter(run -> run.kind() == kind).count() < kind.transfers;
    }

    boolean hasRoom() {
        return hasRoom(Kind.SMALL) || hasRoom(Kind.LARGE);
    }

    /// Whether a file of this size can be sent now.
    boolean hasRoom(FileSignature signature) {
        return hasRoom(kind(signature));
    }

    /// Starts to send as many of these files as possible now, and marks those as being sent.
    void send(List<Candidate> ready) {
        for (Kind kind : Kind.values()) {
            List<Candidate> files = ready.stream()
                    .filter(file -> kind(file.signature()) == kind)
                    .limit(hasRoom(kind) ? kind.files : 0)
                    .toList();
            if (!files.isEmpty()) {
                files.forEach(file -> file.sending(true));
                List<RetryItem> items = files.stream().map(this::item).toList();
                Upload transfer = engine.start(request.upload(), Rerun.of(items), heard::add);
                running.add(new Running(kind, transfer, files));
            }
        }
    }

    private RetryItem item(Candidate file) {
        return RetryItem.of(file.path(), name(request.folder(), file.path()));
    }

    /// The file's path below the folder, with `/` between folders.
    static String name(Path folder, Path file) {
        return SourceScanner.name(folder.relativize(file));
    }

    private static Kind kind(FileSignature signature) {
        return signature.size() > LARGE ? Kind.LARGE : Kind.SMALL;
    }

    /// Uploads that have ended since the last call. All of their events are in [#heard] then.
    List<Ended> ended() throws InterruptedException {
        List<Ended> ended = new ArrayList<>();
        for (Iterator<Running> all = running.iterator(); all.hasNext(); ) {
            Running run = all.next();
            if (run.transfer().await(Duration.ZERO)) {
                ended.add(new Ended(run.files(), run.transfer().snapshot().stoppedBy()));
                all.remove();
            }
        }
        return ended;
    }

    /// The next event, in the order in which they happened.
    Optional<UploadEvent> heard() {
        return Optional.ofNullable(heard.poll());
    }

    boolean isEmpty() {
        return running.isEmpty() && heard.isEmpty();
    }

    /// Begins nothing new; requests in flight may finish.
    void cancel() {
        running.forEach(run -> run.transfer().cancel());
    }
}
