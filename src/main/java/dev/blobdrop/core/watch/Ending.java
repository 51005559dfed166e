package dev.blobdrop.core.watch;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Why a watch ends, and its deadline for that. For one thread, except for [#stop] and [#why].
final class Ending {
    private final WatchRequest request;
    private final InstantSource time;
    private volatile boolean stopRequested;
    private volatile Optional<WatchSnapshot.End> why = Optional.empty();
    private Instant deadline = Instant.MAX;

    Ending(WatchRequest request, InstantSource time) {
        this.request = request;
        this.time = time;
    }

    void stop() {
        stopRequested = true;
    }

    Optional<WatchSnapshot.End> why() {
        return why;
    }

    /// Whether the watch has to end from now on. True once for each reason.
    ///
    /// @param idle how long nothing has happened
    boolean begins(Duration idle) {
        Optional<WatchSnapshot.End> now = why;
        if (stopRequested && !now.equals(Optional.of(WatchSnapshot.End.STOPPED))) {
            // Requests in flight at the deadline still need a moment.
            return begin(
                    WatchSnapshot.End.STOPPED, request.grace().multipliedBy(4).dividedBy(5));
        }
        if (now.isPresent()) {
            return false;
        }
        if (request.exitFile().filter(Files::exists).isPresent()) {
            return begin(WatchSnapshot.End.EXIT_FILE, request.grace());
        }
        boolean tooLong =
                request.idleExit().filter(most -> idle.compareTo(most) >= 0).isPresent();
        return tooLong && begin(WatchSnapshot.End.IDLE, request.grace());
    }

    void fail() {
        begin(WatchSnapshot.End.PROBLEM, Duration.ZERO);
    }

    private boolean begin(WatchSnapshot.End reason, Duration grace) {
        why = Optional.of(reason);
        deadline = time.instant().plus(grace);
        return true;
    }

    /// Whether uploads under way are to be cancelled.
    boolean cancelsUploads() {
        return why.filter(reason ->
                        reason == WatchSnapshot.End.PROBLEM || reason == WatchSnapshot.End.STOPPED && isLate())
                .isPresent();
    }

    /// Whether the deadline has passed, so that nothing may be waited for.
    boolean isLate() {
        return time.instant().isAfter(deadline);
    }
}
