package dev.blobdrop.core.watch;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.RunListener;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps uploading the finished files of a folder and its subfolders, until it is told to end.
///
/// A file is finished when its writer has closed it or it was renamed to its place; where the
/// operating system does not report that, when it stays the same for a while. Nothing is stored on
/// disk: after a restart every file is found again, and the request's conflict policy tells which
/// ones the service already has.
///
/// Memory is bounded: a limited number of files waits here, the others are found again by the next
/// sweep. Lost events and failures end in another sweep too, so no file is forgotten.
public final class FolderWatch {
    /// The most files that are found and not sent. Others are left for the next sweep.
    private static final int MOST_WAITING = 10_000;

    private static final int MOST_AT_ONCE = 1_000;

    private static final Duration TICK = Duration.ofMillis(100);

    /// The longest time between sweeps where the operating system does not report on every folder.
    private static final Duration SWEEP_BLIND = Duration.ofSeconds(2);

    private final WatchRequest request;
    private final RunListener<UploadEvent> listener;
    private final int mostWaiting;
    private final FolderEvents events;
    private final Sweeper sweeper;
    private final Batches batches;
    private final WatchCounts results = new WatchCounts();
    private final HandledFiles handled = new HandledFiles();

    private final Retries retries;
    private final Ending ending;
    private final Map<Path, Candidate> waiting = new LinkedHashMap<>();
    private boolean everSent;
    private long lastActivity = System.nanoTime();
    private long lastSweep;

    /// @param listener gets what happens to each file, on several threads
    public FolderWatch(TransferEngine engine, WatchRequest request, RunListener<UploadEvent> listener) {
        this(engine, request, listener, Inotify.open(), MOST_WAITING, InstantSource.system());
    }

    /// @param time the clock for retries and for the deadline at the end
    FolderWatch(
            TransferEngine engine,
            WatchRequest request,
            RunListener<UploadEvent> listener,
            FolderEvents events,
            int mostWaiting,
            InstantSource time) {
        this.request = request;
        this.listener = listener;
        this.events = events;
        this.mostWaiting = mostWaiting;
        this.sweeper = new Sweeper(request.folder(), request.upload(), events);
        this.batches = new Batches(engine, request);
        this.retries = new Retries(time);
        this.ending = new Ending(request, time);
    }

    /// Watches until it has to end, sends the files that are there then, and returns.
    public WatchSnapshot run() throws InterruptedException {
        try (events;
                sweeper) {
            sweeper.start();
            sweep();
            while (!isOver()) {
                boolean busy = !sweeper.isEmpty() && waiting.size() < mostWaiting;
                events.next(busy ? Duration.ZERO : TICK).forEach(this::handle);
                takeFound();
                takeEnded();
                retryFailed();
                sendReady();
                endOrSweep();
                updateCounts();
            }
            return snapshot();
        }
    }

    /// Tells the watch to send what is there and to end within the request's grace period. Returns
    /// at once.
    public void stop() {
        ending.stop();
    }

    /// The state now; may be called by any thread at any time.
    public WatchSnapshot snapshot() {
        return results.snapshot(sweeper.sweeps(), follows(), ending.why());
    }

    private boolean follows() {
        return events != FolderEvents.SILENT && sweeper.followsAll();
    }

    /// The last problem with a file or with the whole upload.
    public Optional<Problem> lastFailure() {
        return retries.last();
    }

    private void sweep() {
        lastSweep = System.nanoTime();
        sweeper.requestAll();
    }

    // Changes in the folder

    private void handle(Change change) {
        long now = System.nanoTime();
        switch (change) {
            case Change.Created(Path file) -> candidate(file).ifPresent(c -> c.created(now));
            case Change.Written(Path file) -> candidate(file).ifPresent(c -> c.written(now));
            case Change.Finished(Path file) -> candidate(file).ifPresent(c -> c.finished(now));
            case Change.Gone(Path file) -> {
                if (Optional.ofNullable(waiting.get(file))
                        .filter(c -> !c.isSending())
                        .isPresent()) {
                    waiting.remove(file);
                }
            }
            case Change.FolderAppeared(Path folder) -> {
                lastActivity = now;
                sweeper.request(folder);
            }
            case Change.Lost() -> {
                results.lost();
                waiting.values().forEach(c -> c.uncertain(now));
                sweep();
            }
        }
    }

    /// The candidate for this file; empty when it is not wanted, or when too many wait already: the
    /// next sweep finds it again.
    private Optional<Candidate> candidate(Path file) {
        Candidate there = waiting.get(file);
        if (there != null) {
            return Optional.of(there);
        }
        if (request.exitFile().filter(file::equals).isPresent()
                || !request.upload().filter().wants(request.folder().relativize(file))) {
            return Optional.empty();
        }
        if (waiting.size() >= mostWaiting) {
            sweep();
            return Optional.empty();
        }
        lastActivity = System.nanoTime();
        Candidate fresh = new Candidate(file, request.settle(), lastActivity);
        waiting.put(file, fresh);
        return Optional.of(fresh);
    }

    private void takeFound() {
        for (int i = 0; i < MOST_AT_ONCE && waiting.size() < mostWaiting; i++) {
            Optional<Sweeper.Found> found = sweeper.poll();
            if (found.isEmpty()) {
                return;
            }
            handle(found.get());
        }
    }

    private void handle(Sweeper.Found found) {
        switch (found) {
            case Sweeper.Found.File(Path path, FileSignature signature) -> {
                if (!waiting.containsKey(path)
                        && !handled.holds(path, signature)
                        && !retries.isBackingOff(path, signature)) {
                    candidate(path).ifPresent(c -> c.found(signature));
                }
            }
            case Sweeper.Found.Excluded(Path path, String reason) -> {
                if (!handled.holds(path, FileSignature.NONE)) {
                    handled.add(path, FileSignature.NONE);
                    skipped(new UploadEvent.Skipped(path, reason));
                }
            }
            case Sweeper.Found.Unreadable(Path path, Problem problem) -> {
                if (!retries.isBackingOff(path, FileSignature.NONE)) {
                    failed(path, FileSignature.NONE, problem);
                }
            }
        }
    }

    // Results of the uploads

    private void takeEnded() throws InterruptedException {
        List<Batches.Ended> ended = batches.ended();
        for (Optional<UploadEvent> next = batches.heard(); next.isPresent(); next = batches.heard()) {
            handle(next.get());
        }
        for (Batches.Ended batch : ended) {
            batch.stoppedBy().ifPresent(this::hold);
            batch.files().forEach(this::notSent);
        }
    }

    /// A file whose upload ended before its turn waits again.
    private void notSent(Candidate file) {
        if (waiting.get(file.path()) == file && file.isSending()) {
            file.sending(false);
        }
    }

    private void handle(UploadEvent event) {
        Candidate file = waiting.get(event.source());
        switch (event) {
            case UploadEvent.Uploaded done -> {
                results.uploaded(done.size());
                listener.on(done);
                sent(file);
            }
            case UploadEvent.Skipped left -> {
                skipped(left);
                sent(file);
            }
            case UploadEvent.Failed failed -> handle(failed, file);
            case UploadEvent.Retrying retrying -> listener.on(retrying);
            case UploadEvent.Planned planned -> listener.on(planned);
        }
    }

    /// The file may have changed since it was sent.
    private void sent(Candidate file) {
        everSent = true;
        lastActivity = System.nanoTime();
        results.succeeded();
        retries.succeeded();
        handled.add(file.path(), file.signature());
        file.sending(false);
        Optional<FileSignature> now = FileSignature.of(file.path());
        if (!file.isBeingWritten()
                && now.filter(signature -> !signature.equals(file.signature())).isEmpty()) {
            waiting.remove(file.path());
        }
    }

    private void handle(UploadEvent.Failed failed, Candidate file) {
        Problem problem = failed.problem();
        if (problem.isFileMissing()) {
            waiting.remove(file.path());
            skipped(new UploadEvent.Skipped(file.path(), "deleted before it was uploaded"));
        } else if (problem.kind() == Problem.Kind.SOURCE_CHANGED) {
            file.sending(false);
            if (!file.isBeingWritten()) {
                file.uncertain(System.nanoTime());
            }
        } else {
            waiting.remove(file.path());
            failed(file.path(), file.signature(), problem);
        }
    }

    private void skipped(UploadEvent.Skipped event) {
        results.skipped();
        listener.on(event);
    }

    private void failed(Path path, FileSignature signature, Problem problem) {
        retries.failed(path, signature, problem);
        results.failed(problem);
        listener.on(new UploadEvent.Failed(path, Batches.name(request.folder(), path), problem));
    }

    /// Nothing can be sent at present. If nothing ever was and the problem is permanent, the watch
    /// ends.
    private void hold(Problem problem) {
        retries.hold(problem);
        results.held(problem);
        if (!everSent && Retries.isLasting(problem)) {
            ending.fail();
        }
    }

    private void retryFailed() {
        if (batches.isEmpty() && retries.isDue()) {
            sweep();
        } else if (waiting.isEmpty() && retries.files() == 0 && sweeper.isIdle()) {
            retries.allWell();
        }
    }

    private void sendReady() {
        if (retries.isHeld() || ending.cancelsUploads() || !batches.hasRoom()) {
            return;
        }
        long now = System.nanoTime();
        List<Candidate> ready = new ArrayList<>();
        for (Iterator<Candidate> all = waiting.values().iterator(); all.hasNext() && ready.size() < MOST_AT_ONCE; ) {
            Candidate file = all.next();
            if (file.isSending() || file.seen().filter(s -> !batches.hasRoom(s)).isPresent()) {
                continue;
            }
            switch (file.judge(now, handled.holds(file.path()))) {
                case WAIT -> {}
                case DROP -> all.remove();
                case SEND -> {
                    if (handled.holds(file.path(), file.signature())) {
                        all.remove();
                    } else {
                        ready.add(file);
                    }
                }
            }
        }
        batches.send(ready);
    }

    // The end

    private void endOrSweep() {
        long now = System.nanoTime();
        Duration idle = batches.isEmpty() ? Duration.ofNanos(now - lastActivity) : Duration.ZERO;
        if (ending.begins(idle)) {
            retries.forget();
            sweep();
        } else if (ending.why().isEmpty()
                && sweeper.isIdle()
                && now - lastSweep >= sweepEvery().toNanos()) {
            sweep();
        }
    }

    private Duration sweepEvery() {
        Duration wanted = request.sweepEvery();
        return follows() || wanted.compareTo(SWEEP_BLIND) < 0 ? wanted : SWEEP_BLIND;
    }

    private boolean isOver() {
        if (ending.why().isEmpty()) {
            return false;
        }
        if (ending.cancelsUploads()) {
            batches.cancel();
            return batches.isEmpty();
        }
        boolean onlyOpen = waiting.values().stream().allMatch(c -> c.isBeingWritten() && !c.isSending());
        if (!sweeper.isIdle() || !batches.isEmpty() || !onlyOpen) {
            return ending.isLate() && retries.isHeld() && batches.isEmpty();
        }
        boolean allSent = waiting.isEmpty() && retries.files() == 0;
        boolean mayHelp = !waiting.isEmpty() || retries.mayPass();
        return allSent || ending.isLate() || !mayHelp;
    }

    private void updateCounts() {
        long sending = waiting.values().stream().filter(Candidate::isSending).count();
        results.round(waiting.size(), (int) sending, retries.files());
    }
}
