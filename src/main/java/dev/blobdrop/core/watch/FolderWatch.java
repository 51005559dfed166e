package dev.blobdrop.core.watch;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.RunListener;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps uploading what is finished in a folder and the folders in it, until it is told to end.
///
/// What is finished: a file that its writer has closed or that was renamed into its place; where
/// the operating system does not tell, one that stays the same for a while. Nothing is remembered
/// on disk: after a restart everything is met again, and the conflict policy of the request tells
/// what the service has already.
///
/// Memory is bounded: a limited number of files waits here, the rest waits in the folder, where
/// every sweep meets it again. For the same reason no lost note of the operating system and no
/// failure can make a file be forgotten: both end in another sweep.
public final class FolderWatch {
    /// Files that were found and are not sent. More wait in the folder.
    private static final int MOST_WAITING = 10_000;

    private static final int MOST_AT_ONCE = 1_000;

    private static final Duration TICK = Duration.ofMillis(100);

    /// Where the operating system does not tell of every folder.
    private static final Duration SWEEP_BLIND = Duration.ofSeconds(2);

    private final WatchRequest request;
    private final RunListener<UploadEvent> listener;
    private final int mostWaiting;
    private final FolderEvents events;
    private final Sweeper sweeper;
    private final Batches batches;
    private final WatchCounts results = new WatchCounts();
    private final HandledFiles known = new HandledFiles();

    private final Retries retries;
    private final Ending ending;
    private final Map<Path, Candidate> waiting = new LinkedHashMap<>();
    private boolean everSent;
    private long lastActivity = System.nanoTime();
    private long lastSweep;

    /// @param listener is told what happens to each file, on several threads
    public FolderWatch(TransferEngine engine, WatchRequest request, RunListener<UploadEvent> listener) {
        this(engine, request, listener, Inotify.open(), MOST_WAITING, InstantSource.system());
    }

    /// @param time by which failures are tried again and the end's grace runs out
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

    /// Watches until it is to end, sends what there is then, and returns.
    public WatchSnapshot run() throws InterruptedException {
        try (events;
                sweeper) {
            sweeper.start();
            sweep();
            while (!isOver()) {
                boolean busy = !sweeper.isEmpty() && waiting.size() < mostWaiting;
                events.next(busy ? Duration.ZERO : TICK).forEach(this::take);
                takeMet();
                takeEnded();
                tryAgain();
                sendReady();
                beginEnd();
                keepBooks();
            }
            return snapshot();
        }
    }

    /// Asks the watch to send what there is and to end, within the request's grace. Returns at
    /// once.
    public void stop() {
        ending.stop();
    }

    /// What it has done so far; may be asked by any thread at any time.
    public WatchSnapshot snapshot() {
        return results.snapshot(sweeper.sweeps(), follows(), ending.why());
    }

    private boolean follows() {
        return events != FolderEvents.SILENT && sweeper.followsAll();
    }

    /// The last trouble of a file or of everything.
    public Optional<Problem> lastFailure() {
        return retries.last();
    }

    private void sweep() {
        lastSweep = System.nanoTime();
        sweeper.requestAll();
    }

    // What happens in the folder

    private void take(Change change) {
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
                results.lost++;
                waiting.values().forEach(c -> c.uncertain(now));
                sweep();
            }
        }
    }

    /// The candidate for this file; empty when it is not wanted, or waits in the folder because
    /// there are too many here: then a sweep meets it again.
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

    private void takeMet() {
        for (int i = 0; i < MOST_AT_ONCE && waiting.size() < mostWaiting; i++) {
            Optional<Sweeper.Met> met = sweeper.poll();
            if (met.isEmpty()) {
                return;
            }
            take(met.get());
        }
    }

    private void take(Sweeper.Met met) {
        switch (met) {
            case Sweeper.Met.File(Path path, FileSignature stamp) -> {
                if (!waiting.containsKey(path) && !known.holds(path, stamp) && !retries.backOff(path, stamp)) {
                    candidate(path).ifPresent(c -> c.found(stamp));
                }
            }
            case Sweeper.Met.Left(Path path, String reason) -> {
                if (!known.holds(path, FileSignature.NONE)) {
                    known.add(path, FileSignature.NONE);
                    skipped(new UploadEvent.Skipped(path, reason));
                }
            }
            case Sweeper.Met.Unreadable(Path path, Problem problem) -> {
                if (!retries.backOff(path, FileSignature.NONE)) {
                    failed(path, FileSignature.NONE, problem);
                }
            }
        }
    }

    // What happens to the files that were sent

    private void takeEnded() throws InterruptedException {
        List<Batches.Ended> ended = batches.ended();
        for (Optional<UploadEvent> next = batches.heard(); next.isPresent(); next = batches.heard()) {
            take(next.get());
        }
        for (Batches.Ended batch : ended) {
            batch.stoppedBy().ifPresent(this::hold);
            batch.files().forEach(this::notSent);
        }
    }

    /// A file whose transfer ended before it was its turn waits again.
    private void notSent(Candidate file) {
        if (waiting.get(file.path()) == file && file.isSending()) {
            file.sending(false);
        }
    }

    private void take(UploadEvent event) {
        Candidate file = waiting.get(event.source());
        switch (event) {
            case UploadEvent.Uploaded done -> {
                results.uploaded++;
                results.bytes += done.size();
                listener.on(done);
                sent(file);
            }
            case UploadEvent.Skipped left -> {
                skipped(left);
                sent(file);
            }
            case UploadEvent.Failed failed -> take(failed, file);
            case UploadEvent.Retrying retrying -> listener.on(retrying);
            case UploadEvent.Planned planned -> listener.on(planned);
        }
    }

    /// What was sent may be no longer what is there.
    private void sent(Candidate file) {
        everSent = true;
        lastActivity = System.nanoTime();
        results.lastSuccess = Optional.of(Instant.now());
        results.heldBy = Optional.empty();
        retries.succeeded();
        known.add(file.path(), file.stamp());
        file.sending(false);
        Optional<FileSignature> now = FileSignature.of(file.path());
        if (!file.isBeingWritten()
                && now.filter(stamp -> !stamp.equals(file.stamp())).isEmpty()) {
            waiting.remove(file.path());
        }
    }

    private void take(UploadEvent.Failed failed, Candidate file) {
        Problem problem = failed.problem();
        if (problem.code().equals("no-such-file")) {
            waiting.remove(file.path());
            skipped(new UploadEvent.Skipped(file.path(), "deleted before it was uploaded"));
        } else if (problem.kind() == Problem.Kind.SOURCE_CHANGED) {
            file.sending(false);
            if (!file.isBeingWritten()) {
                file.uncertain(System.nanoTime());
            }
        } else {
            waiting.remove(file.path());
            failed(file.path(), file.stamp(), problem);
        }
    }

    private void skipped(UploadEvent.Skipped event) {
        results.skipped++;
        listener.on(event);
    }

    private void failed(Path path, FileSignature stamp, Problem problem) {
        retries.failed(path, stamp, problem);
        results.failed(problem);
        listener.on(new UploadEvent.Failed(path, name(path), problem));
    }

    private String name(Path file) {
        return Batches.name(request.folder(), file);
    }

    /// Nothing would come through at present; when nothing ever did, it never will.
    private void hold(Problem problem) {
        retries.hold(problem);
        results.heldBy = Optional.of(problem);
        if (!everSent && Retries.isLasting(problem)) {
            ending.fail();
        }
    }

    private void tryAgain() {
        if (batches.isEmpty() && retries.isDue()) {
            sweep();
        } else if (waiting.isEmpty() && retries.files() == 0 && sweeper.isIdle()) {
            retries.allWell();
        }
    }

    private void sendReady() {
        if (retries.isHeld() || ending.isCut() || !batches.hasRoom()) {
            return;
        }
        long now = System.nanoTime();
        List<Candidate> ready = new ArrayList<>();
        for (Iterator<Candidate> all = waiting.values().iterator(); all.hasNext() && ready.size() < MOST_AT_ONCE; ) {
            Candidate file = all.next();
            if (file.isSending() || file.seen().filter(s -> !batches.hasRoom(s)).isPresent()) {
                continue;
            }
            switch (file.judge(now, known.holds(file.path()))) {
                case WAIT -> {}
                case DROP -> all.remove();
                case SEND -> {
                    if (known.holds(file.path(), file.stamp())) {
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

    private void beginEnd() {
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
        if (ending.isCut()) {
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

    private void keepBooks() {
        results.tick = Optional.of(System.nanoTime());
        results.queue = waiting.size();
        results.sending =
                (int) waiting.values().stream().filter(Candidate::isSending).count();
        results.failing = retries.files();
    }
}
