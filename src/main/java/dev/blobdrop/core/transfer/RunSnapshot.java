package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/// One moment of a run, immutable: what a progress bar or a table shows, whatever the run does.
public interface RunSnapshot {
    /// Whether the run is under way, or how it ended.
    RunState state();

    /// Counts of files or blobs; each kind of run defines what counts as done.
    Counts counts();

    /// The problem that ended the whole run.
    Optional<Problem> stoppedBy();

    /// How long the run has taken, or took.
    Duration elapsed();

    /// How many were found, including those that ended.
    default long found() {
        return counts().found();
    }

    /// How many were skipped.
    default long skipped() {
        return counts().skipped();
    }

    /// How many failed.
    default long failed() {
        return counts().failed();
    }

    /// How many were found and have not ended: not begun, or with an unknown outcome.
    default long left() {
        return counts().left();
    }

    /// The total size of what was found.
    default long bytesFound() {
        return counts().bytesFound();
    }

    /// Bytes that were transferred or deleted.
    default long bytesDone() {
        return counts().bytesDone();
    }
}
