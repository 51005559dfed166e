package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.Counts;
import dev.blobdrop.core.transfer.Rerun;
import dev.blobdrop.core.transfer.RetryItem;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.transfer.engine.Upload;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.session.SessionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The engine's runs for one drop: the first, and one for each answer and each retry. The row shows
/// their sum.
final class DropRuns {
    private final SessionModel session;
    private final DropResults results;
    private final Consumer<Problem> failed;
    private final List<Run> runs = new ArrayList<>();
    private int beginning;
    private boolean paused;
    private boolean cancelled;

    /// @param repeated how many files of an earlier run it uploads again
    private record Run(Upload upload, long repeated) {}

    /// All runs at one moment.
    ///
    /// @param scanning whether there may be more files: a run is still searching, or was cancelled
    ///     or stopped before it had searched everywhere
    /// @param counts files, each counted once, those that wait for an answer as found; bytes of the
    ///     first run and of those that have not ended
    /// @param questions files whose names are taken, without an answer yet
    record Moment(
            boolean running,
            boolean scanning,
            boolean cancelled,
            Optional<Problem> stoppedBy,
            Counts counts,
            long questions,
            List<UploadSnapshot.Active> active) {
        static final Moment NONE = new Moment(false, false, false, Optional.empty(), Counts.NONE, 0, List.of());

        /// The same with a total counted beforehand.
        Moment within(long files, long bytes) {
            Counts whole = new Counts(
                    Math.max(counts.found(), files),
                    counts.done(),
                    counts.skipped(),
                    counts.failed(),
                    Math.max(counts.bytesFound(), bytes),
                    counts.bytesDone());
            return new Moment(running, false, cancelled, stoppedBy, whole, questions, active);
        }

        /// Files found that neither ended nor wait for an answer.
        long left() {
            return counts.left() - questions;
        }

        long bytesLeft() {
            return Math.max(0, counts.bytesFound() - counts.bytesDone());
        }

        /// `7 of 12`, or `7 of 12+` while more may be found.
        String words() {
            return Texts.of("transfers.counts", counts.ended(), counts.found(), scanning ? "+" : "");
        }
    }

    /// @param failed called when a run cannot even start
    DropRuns(SessionModel session, DropResults results, Consumer<Problem> failed) {
        this.session = session;
        this.results = results;
        this.failed = failed;
    }

    boolean isEmpty() {
        return runs.isEmpty() && beginning == 0;
    }

    /// Starts the whole drop.
    ///
    /// @param again whether an earlier run may have uploaded some of it
    void beginAll(Drop drop, boolean again) {
        runs.clear();
        results.clear();
        cancelled = false;
        begin(drop, drop.policy(), again ? Rerun.ofAll() : Rerun.ofNothing(), 0);
    }

    /// Uploads some files again; does nothing for none.
    void begin(Drop drop, ConflictPolicy policy, List<RetryItem> items) {
        if (!items.isEmpty()) {
            begin(drop, policy, Rerun.of(items), items.size());
        }
    }

    private void begin(Drop drop, ConflictPolicy policy, Rerun again, long repeated) {
        beginning++;
        boolean replaces = again.parts().stream()
                .flatMap(List::stream)
                .anyMatch(p -> p.over().isPresent());
        session.engine(
                drop.place().orElseThrow().account(),
                engine -> {
                    beginning--;
                    Upload upload = engine.start(
                            drop.request(policy), again, results.listener(policy == ConflictPolicy.FAIL || replaces));
                    runs.add(new Run(upload, repeated));
                    if (paused) {
                        upload.pause();
                    }
                    if (cancelled) {
                        upload.cancel();
                    }
                },
                problem -> {
                    beginning--;
                    failed.accept(problem);
                });
    }

    void pause(boolean wanted) {
        paused = wanted;
        runs.forEach(run -> set(run.upload(), wanted));
    }

    private static void set(Upload upload, boolean paused) {
        if (paused) {
            upload.pause();
        } else {
            upload.resume();
        }
    }

    void cancel() {
        cancelled = true;
        runs.forEach(run -> run.upload().cancel());
    }

    /// Whether a run that repeats files is under way.
    boolean isRepeating() {
        return beginning > 0
                || runs.stream()
                        .anyMatch(run ->
                                run.repeated() > 0 && run.upload().snapshot().state() == RunState.RUNNING);
    }

    Moment now() {
        boolean scanning = false;
        boolean allEnded = beginning == 0;
        long found = 0;
        long bytesFound = 0;
        long bytesDone = 0;
        List<UploadSnapshot.Active> active = new ArrayList<>();
        Optional<Problem> stopped = Optional.empty();
        boolean anyCancelled = false;
        for (Run run : runs) {
            UploadSnapshot now = run.upload().snapshot();
            allEnded &= now.state() != RunState.RUNNING;
            scanning |= now.scanning();
            anyCancelled |= now.state() == RunState.CANCELLED;
            stopped = stopped.or(now::stoppedBy);
            active.addAll(now.active());
            found += Math.max(now.found(), run.repeated()) - run.repeated();
            if (run.repeated() == 0 || now.state() == RunState.RUNNING) {
                bytesFound += now.bytesFound();
                bytesDone += now.bytesDone();
            }
        }
        DropResults.Outcomes ended = results.outcomes();
        Counts counts = new Counts(
                Math.max(found, ended.all() + ended.questions()),
                ended.uploaded(),
                ended.skipped(),
                ended.failed(),
                bytesFound,
                bytesDone);
        return new Moment(!allEnded, scanning, anyCancelled, stopped, counts, ended.questions(), List.copyOf(active));
    }
}
