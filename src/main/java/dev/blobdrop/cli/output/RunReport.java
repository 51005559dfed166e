package dev.blobdrop.cli.output;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.RunSnapshot;
import dev.blobdrop.core.transfer.engine.Run;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The part that the reports of all runs share: skipped and failed items, retries and progress.
/// Each problem is explained once, however many items it affects. Identical retries are not
/// repeated every second. Safe for use by many threads.
final class RunReport {
    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration SAME_RETRY = Duration.ofSeconds(5);

    private final Output output;
    private final CountDown countDown;
    private final String field;
    private final Consumer<Json> failedItems;
    private final FirstFew skipped;
    private final FirstFew failed;
    private final Map<String, Long> failures = new TreeMap<>();
    private final Set<Problem.Kind> kinds = EnumSet.noneOf(Problem.Kind.class);
    private final Set<String> explained = new HashSet<>();
    private Optional<Problem> firstFailure = Optional.empty();
    private String lastRetry = "";
    private long lastRetryAt;

    /// @param field the name of an item in the JSON form
    /// @param failedItems receives every item that failed
    RunReport(Output output, CountDown countDown, String field, Consumer<Json> failedItems) {
        this.output = output;
        this.countDown = countDown;
        this.field = field;
        this.failedItems = failedItems;
        this.skipped = new FirstFew(output, "skipped");
        this.failed = new FirstFew(output, "failed");
    }

    void skipped(Object item, String reason) {
        skipped.print(FirstFew.cause(reason), () -> "Skipped  " + item + ": " + reason);
        output.event(() -> Json.event("skipped").with(field, item).with("reason", reason));
    }

    void failed(Object item, Problem problem) {
        output.event(() -> Json.event("failed").with(field, item).with("problem", Output.json(problem)));
        failedItems.accept(
                new Json().with(field, item).with("code", problem.code()).with("title", problem.title()));
        synchronized (this) {
            kinds.add(problem.kind());
            firstFailure = firstFailure.or(() -> Optional.of(problem));
            failures.merge(problem.code(), 1L, Long::sum);
        }
        failed.print(problem.code(), () -> "Failed   " + item + ": " + problem.title());
        explain(problem);
    }

    /// Prints the problem that stopped the run, unless a failure has shown it already.
    void stopped(Optional<Problem> stoppedBy) {
        stoppedBy
                .filter(problem -> !firstFailure().equals(Optional.of(problem)))
                .ifPresent(output::problem);
    }

    /// Waits for the end and draws the progress line meanwhile.
    ///
    /// @param open whether more may still be found
    <S extends RunSnapshot> S follow(Run<S> run, Predicate<S> open) throws InterruptedException {
        while (!run.await(REDRAW)) {
            if (output.drawsProgress()) {
                Optional<String> waiting = countDown.line();
                S now = run.snapshot();
                output.progress(columns -> waiting.orElseGet(() -> ProgressLine.of(now, open.test(now), columns)));
            }
        }
        countDown.close();
        output.progress("");
        return run.snapshot();
    }

    /// The state of a transfer at one moment, for the heartbeat.
    ///
    /// @param done the name of its finished items in the JSON form
    static Heartbeat.Beat beat(String verb, String done, RunSnapshot now, boolean open) {
        return new Heartbeat.Beat(
                verb + ProgressLine.words(now, open),
                Json.event("progress")
                        .with("found", now.found())
                        .with(done, now.counts().done())
                        .with("skipped", now.skipped())
                        .with("failed", now.failed())
                        .with("bytes", now.bytesDone())
                        .with("bytesFound", now.bytesFound())
                        .with("totalKnown", !open)
                        .with("millis", now.elapsed()));
    }

    /// Prints how many more were skipped or failed than were named.
    void printRest() {
        skipped.printRest();
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
