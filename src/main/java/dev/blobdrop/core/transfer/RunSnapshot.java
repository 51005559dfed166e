package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/// One moment of a run, immutable: what a progress bar or a table shows, whatever the run does.
public interface RunSnapshot {
    RunState state();

    /// Files or blobs; what counts as done, each kind of run says.
    Counts counts();

    /// The problem that ended the whole run.
    Optional<Problem> stoppedBy();

    Duration elapsed();

    /// Those that ended included.
    default long found() {
        return counts().found();
    }

    default long skipped() {
        return counts().skipped();
    }

    default long failed() {
        return counts().failed();
    }

    /// Found, and not ended: not begun, or nobody knows how it ended.
    default long left() {
        return counts().left();
    }

    /// The sizes of all that was found.
    default long bytesFound() {
        return counts().bytesFound();
    }

    default long bytesDone() {
        return counts().bytesDone();
    }
}
