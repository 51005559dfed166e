package dev.blobdrop.cli.output;

import dev.blobdrop.core.problem.Problem;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The problems of one run. Each is explained once, however many files it affects, with the first
/// few of its files. Identical retries are not repeated every second. Safe for use by many threads.
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
        failed.print(problem.code(), () -> "Failed   " + what + ": " + problem.title());
        explain(problem);
    }

    /// Prints how many more failed than were named.
    void printRest() {
        failed.printRest();
    }

    /// How many failed, by problem code; empty if none did.
    synchronized Optional<Json> failures() {
        Json counts = new Json();
        failures.forEach(counts::with);
        return Optional.of(counts).filter(some -> !failures.isEmpty());
    }

    /// Prints a problem in full the first time only.
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

    /// The problem of the first file or blob that failed.
    synchronized Optional<Problem> firstFailure() {
        return firstFailure;
    }
}
