package dev.blobdrop.core.watch;

import dev.blobdrop.core.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One moment of a watch, immutable.
///
/// @param uploaded files sent since the start; a file counts each time it was sent
/// @param skipped files that were left out: the service has the same content, or another reason
///     that was reported
/// @param failures failed tries by the problem's code; a file that is tried again counts again
/// @param queue files that were found and are not finished, or wait for their turn
/// @param sending of these, files being sent
/// @param failing files whose last try failed; they are tried again
/// @param sweeps walks of the whole folder
/// @param lost how often the operating system lost events, each time followed by a sweep
/// @param follows whether the operating system reports changes; if not, only sweeps find them
/// @param heldBy the problem because of which nothing can be sent at present
/// @param sinceTick time since the last round of the watch, zero before it began; more than a
///     minute means that it hangs
/// @param end why it has ended or is about to
public record WatchSnapshot(
        long uploaded,
        long bytes,
        long skipped,
        Map<String, Long> failures,
        int queue,
        int sending,
        int failing,
        long sweeps,
        long lost,
        boolean follows,
        Optional<Problem> heldBy,
        Optional<Instant> lastSuccess,
        Duration sinceTick,
        Duration elapsed,
        Optional<End> end) {

    public WatchSnapshot {
        failures = Map.copyOf(failures);
    }

    /// Why a watch ends.
    public enum End {
        STOPPED,
        EXIT_FILE,
        IDLE,
        /// A permanent problem, before anything was sent.
        PROBLEM
    }

    /// Files that were found and are not on the service.
    public int left() {
        return queue + failing;
    }

    /// Failed tries in total.
    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }
}
