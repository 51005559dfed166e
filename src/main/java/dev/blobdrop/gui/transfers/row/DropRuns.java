package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.Rerun;
import dev.blobdrop.core.transfer.RetryItem;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.transfer.engine.Upload;
import dev.blobdrop.gui.session.SessionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The engine's runs behind one drop: the first, and one for each answer and each retry. Together
/// they are one transfer with one sum.
final class DropRuns {
    private final SessionModel session;
    private final DropResults results;
    private final Consumer<Problem> failed;
    private final List<Run> runs = new ArrayList<>();
    private int beginning;
    private boolean paused;
    private boolean cancelled;

    /// @param parts how many files of an earlier run it takes up again
    private record Run(Upload transfer, long parts) {}

    /// One moment of all runs.
    ///
    /// @param scanning whether there may be files that were not found: not yet, or not at all,
    ///     since a run was cancelled or stopped before it had looked everywhere
    /// @param found files, each counted once
    /// @param bytesFound and bytesDone of the runs that have not ended, or of all when all have
    record Moment(
            boolean running,
            boolean scanning,
            boolean cancelled,
            Optional<Problem> stoppedBy,
            long found,
            long bytesFound,
            long bytesDone,
            List<UploadSnapshot.Active> active) {

        /// The same with a total that is known beforehand.
        Moment within(long files, long bytes) {
            return new Moment(
                    running,
                    false,
                    cancelled,
                    stoppedBy,
                    Math.max(found, files),
                    Math.max(bytesFound, bytes),
                    bytesDone,
                    active);
        }
    }

    /// @param failed is told when a run cannot even begin
    DropRuns(SessionModel session, DropResults results, Consumer<Problem> failed) {
        this.session = session;
        this.results = results;
        this.failed = failed;
    }

    boolean isEmpty() {
        return runs.isEmpty() && beginning == 0;
    }

    /// Begins all of the drop.
    ///
    /// @param again whether an earlier run has brought some of it there
    void beginAll(Drop drop, boolean again) {
        runs.clear();
        results.clear();
        cancelled = false;
        begin(drop, drop.policy(), again ? Rerun.ofAll() : Rerun.ofNothing(), 0);
    }

    /// Takes files up again.
    void begin(Drop drop, ConflictPolicy policy, List<RetryItem> parts) {
        if (!parts.isEmpty()) {
            begin(drop, policy, Rerun.of(parts), parts.size());
        }
    }

    private void begin(Drop drop, ConflictPolicy policy, Rerun again, long parts) {
        beginning++;
        boolean replaces = again.parts().stream()
                .flatMap(List::stream)
                .anyMatch(p -> p.over().isPresent());
        session.engine(
                drop.place().orElseThrow().account(),
                engine -> {
                    beginning--;
                    Upload transfer = engine.start(
                            drop.request(policy), again, results.listener(policy == ConflictPolicy.FAIL || replaces));
                    runs.add(new Run(transfer, parts));
                    if (paused) {
                        transfer.pause();
                    }
                    if (cancelled) {
                        transfer.cancel();
                    }
                },
                problem -> {
                    beginning--;
                    failed.accept(problem);
                });
    }

    void pause(boolean wanted) {
        paused = wanted;
        runs.forEach(run -> set(run.transfer(), wanted));
    }

    private static void set(Upload transfer, boolean paused) {
        if (paused) {
            transfer.pause();
        } else {
            transfer.resume();
        }
    }

    void cancel() {
        cancelled = true;
        runs.forEach(run -> run.transfer().cancel());
    }

    /// Whether files that were taken up again are under way.
    boolean isTakingUp() {
        return beginning > 0
                || runs.stream()
                        .anyMatch(run ->
                                run.parts() > 0 && run.transfer().snapshot().state() == RunState.RUNNING);
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
            UploadSnapshot now = run.transfer().snapshot();
            allEnded &= now.state() != RunState.RUNNING;
            scanning |= now.scanning();
            anyCancelled |= now.state() == RunState.CANCELLED;
            stopped = stopped.or(now::stoppedBy);
            active.addAll(now.active());
            found += Math.max(now.found(), run.parts()) - run.parts();
            if (run.parts() == 0 || now.state() == RunState.RUNNING) {
                bytesFound += now.bytesFound();
                bytesDone += now.bytesDone();
            }
        }
        return new Moment(
                !allEnded, scanning, anyCancelled, stopped, found, bytesFound, bytesDone, List.copyOf(active));
    }
}
