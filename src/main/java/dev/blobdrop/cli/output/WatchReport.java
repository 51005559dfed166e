package dev.blobdrop.cli.output;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.RunListener;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.watch.WatchSnapshot;
import java.util.Locale;
import java.util.Optional;

/// Prints a watch: a line per file, and the totals at the end.
public final class WatchReport implements RunListener<UploadEvent> {
    private final Output output;
    private final UploadReport files;
    private final String target;
    private long lastEnded;

    /// @param target account and container, to print
    public WatchReport(Output output, CountDown countDown, String target) {
        this.output = output;
        this.target = target;
        this.files = new UploadReport(output, countDown);
    }

    @Override
    public void on(UploadEvent event) {
        files.on(event);
    }

    /// The state at one moment, for the heartbeat; empty while nothing happens.
    public Optional<Heartbeat.Beat> beat(WatchSnapshot now) {
        files.printRest();
        long ended = now.uploaded() + now.skipped() + now.failed();
        boolean quiet = ended == lastEnded && now.left() == 0 && now.heldBy().isEmpty();
        lastEnded = ended;
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

    /// The progress line on a terminal.
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

    /// Prints the totals and adds them to the summary.
    ///
    /// @param failure the last failure of the watch
    public void summarise(WatchSnapshot last, Optional<Problem> failure, Json summary) {
        files.printRest();
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
