package dev.blobdrop.cli.output;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.RunListener;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.watch.WatchSnapshot;
import java.util.Locale;
import java.util.Optional;

/// Tells how a watch goes: a line per file, the sums at the end.
public final class WatchReport implements RunListener<UploadEvent> {
    private final Output output;
    private final UploadReport files;
    private final String target;
    private long told;

    /// @param target account and container, for a person
    public WatchReport(Output output, CountDown countDown, String target) {
        this.output = output;
        this.target = target;
        this.files = new UploadReport(output, countDown);
    }

    @Override
    public void on(UploadEvent event) {
        files.on(event);
    }

    /// What is said of a moment where no progress line shows it: nothing while nothing happens.
    public Optional<Heartbeat.Beat> beat(WatchSnapshot now) {
        files.rest();
        long ended = now.uploaded() + now.skipped() + now.failed();
        boolean quiet = ended == told && now.left() == 0 && now.heldBy().isEmpty();
        told = ended;
        return quiet
                ? Optional.empty()
                : Optional.of(new Heartbeat.Beat(
                        "Watching: " + line(now),
                        Json.event("progress")
                                .with("uploaded", now.uploaded())
                                .with("skipped", now.skipped())
                                .with("failed", now.failed())
                                .with("bytes", now.bytes())
                                .with("left", now.left())
                                .with("heldBy", now.heldBy().map(Problem::code))
                                .with("millis", now.elapsed())));
    }

    /// The line that a terminal shows meanwhile.
    public static String line(WatchSnapshot now) {
        return now.uploaded()
                + " uploaded ("
                + Amounts.size(now.bytes())
                + "), "
                + now.queue()
                + " waiting"
                + (now.failing() > 0 ? ", " + now.failing() + " to be retried" : "")
                + now.heldBy().map(problem -> "; on hold: " + problem.title()).orElse("");
    }

    /// 0 when everything that was there at the end is on the service; the cause's own code when one
    /// cause stopped all; 3 otherwise.
    public static int exitCode(WatchSnapshot last, Optional<Problem> failure) {
        boolean nothingDone = last.uploaded() + last.skipped() == 0;
        boolean oneCause = nothingDone && last.failures().size() <= 1;
        if (last.left() == 0
                && last.end().filter(WatchSnapshot.End.PROBLEM::equals).isEmpty()) {
            return ExitCode.OK;
        }
        return oneCause ? failure.map(ExitCode::of).orElse(ExitCode.SOME_FAILED) : ExitCode.SOME_FAILED;
    }

    public void summarise(WatchSnapshot last, Optional<Problem> failure, Json summary) {
        files.rest();
        output.note(last.uploaded()
                + " uploaded, "
                + last.skipped()
                + " skipped, "
                + last.left()
                + " not uploaded; "
                + Amounts.size(last.bytes())
                + " in "
                + Amounts.time(last.elapsed())
                + ", to "
                + target);
        if (last.left() > 0) {
            output.note("To upload the rest, run the same command again.");
        }
        Json failures = new Json();
        last.failures().forEach(failures::with);
        summary.with("uploaded", last.uploaded())
                .with("skipped", last.skipped())
                .with("failed", last.failed())
                .with("left", last.left())
                .with("bytes", last.bytes())
                .with("failures", failures)
                .with("sweeps", last.sweeps())
                .with("lostNotes", last.lost())
                .with("millis", last.elapsed())
                .with(
                        "endedBy",
                        last.end()
                                .map(end -> end.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .with(
                        last.end().filter(WatchSnapshot.End.PROBLEM::equals).isPresent() ? "stoppedBy" : "lastFailure",
                        failure.map(Output::json));
    }
}
