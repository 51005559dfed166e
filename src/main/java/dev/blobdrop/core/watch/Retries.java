package dev.blobdrop.core.watch;

import dev.blobdrop.core.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// What failed, and when it is tried again: after a pause that doubles with each failure. It keeps
/// no list of files, because a sweep finds them again. For one thread.
final class Retries {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final InstantSource time;
    private HandledFiles refused = new HandledFiles();
    private Duration pause = FIRST_PAUSE;
    private Optional<Instant> due = Optional.empty();
    private Optional<Instant> heldUntil = Optional.empty();
    private volatile Optional<Problem> last = Optional.empty();

    Retries(InstantSource time) {
        this.time = time;
    }

    /// Whether this file failed in this state and is not to be tried yet.
    boolean isBackingOff(Path path, FileSignature signature) {
        return refused.holds(path, signature);
    }

    void failed(Path path, FileSignature signature, Problem problem) {
        refused.add(path, signature);
        last = Optional.of(problem);
        if (due.isEmpty()) {
            due = Optional.of(time.instant().plus(pause));
        }
    }

    /// Nothing can be sent at present.
    void hold(Problem problem) {
        last = Optional.of(problem);
        heldUntil = Optional.of(time.instant().plus(pause));
        due = heldUntil;
    }

    boolean isHeld() {
        return heldUntil.filter(time.instant()::isBefore).isPresent();
    }

    void succeeded() {
        heldUntil = Optional.empty();
    }

    /// Whether to look for the failed files again now. True once for each time.
    boolean isDue() {
        if (due.filter(at -> !time.instant().isBefore(at)).isEmpty()) {
            return false;
        }
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        due = Optional.empty();
        refused = new HandledFiles();
        return true;
    }

    /// To be called when no failed file is left.
    void allWell() {
        if (due.isEmpty()) {
            pause = FIRST_PAUSE;
        }
    }

    /// Allows everything to be tried at once.
    void forget() {
        refused = new HandledFiles();
        pause = FIRST_PAUSE;
        due = Optional.empty();
        heldUntil = Optional.empty();
    }

    /// The number of files whose last try failed.
    int files() {
        return refused.size();
    }

    /// The last problem.
    Optional<Problem> last() {
        return last;
    }

    /// Whether the last problem may be gone at a later try.
    boolean mayPass() {
        return last.filter(problem -> !isLasting(problem)).isPresent();
    }

    static boolean isLasting(Problem problem) {
        return switch (problem.kind()) {
            case TRANSIENT, SOURCE_CHANGED -> false;
            default -> true;
        };
    }
}
