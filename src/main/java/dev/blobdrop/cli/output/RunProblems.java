package dev.blobdrop.cli.output;

import dev.blobdrop.core.problem.Problem;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The troubles of one run, however many files they met: each is explained once, with the first few
/// of its files, the same retries are not repeated every second, and together they make the exit
/// code. Safe for use by many threads.
final class RunProblems {
    private static final Duration SAME_RETRY = Duration.ofSeconds(5);

    private final Output output;
    private final CountDown countDown;
    private final FirstFew failed;
    private final Map<String, Long> failures = new TreeMap<>();
    private final Set<Problem.Kind> kinds = EnumSet.noneOf(Problem.Kind.class);
    private final Set<String> explained = new HashSet<>();
    private Optional<Problem> firstFailure = Optional.empty();
    private String lastRetry = "";
    private long lastRetryAt;

    RunProblems(Output output, CountDown countDown) {
        this.output = output;
        this.countDown = countDown;
        this.failed = new FirstFew(output, "failed");
    }

    /// @param what the file or blob
    void failed(String what, Problem problem) {
        synchronized (this) {
            kinds.add(problem.kind());
            firstFailure = firstFailure.or(() -> Optional.of(problem));
            failures.merge(problem.code(), 1L, Long::sum);
        }
        failed.say(problem.code(), () -> "Failed   " + what + ": " + problem.title());
        explain(problem);
    }

    /// Says how many more failed than were named.
    void rest() {
        failed.rest();
    }

    /// How many failed, by the problem's code; empty when none did.
    synchronized Optional<Json> failures() {
        Json counts = new Json();
        failures.forEach(counts::with);
        return Optional.of(counts).filter(some -> !failures.isEmpty());
    }

    /// Says the whole of a problem once, however many files it met.
    private synchronized void explain(Problem problem) {
        if (explained.add(problem.code())) {
            output.problem(problem);
        }
    }

    synchronized void retrying(Problem problem, Duration pause) {
        if (countDown.left(problem).isPositive()) {
            countDown.waiting(problem);
            return;
        }
        boolean same = problem.code().equals(lastRetry);
        boolean recent = System.nanoTime() - lastRetryAt < SAME_RETRY.toNanos();
        if (!same || !recent || output.isVerbose()) {
            lastRetry = problem.code();
            lastRetryAt = System.nanoTime();
            output.note(CountDown.retrying(problem, pause));
        }
    }

    /// The kinds of all failures so far, for the [ExitCode].
    synchronized Set<Problem.Kind> kinds() {
        return Set.copyOf(kinds);
    }

    /// The trouble of the first one that failed.
    synchronized Optional<Problem> firstFailure() {
        return firstFailure;
    }
}
