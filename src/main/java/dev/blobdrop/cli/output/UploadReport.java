package dev.blobdrop.cli.output;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.RunListener;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.transfer.engine.Upload;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;

/// Prints an upload: a line per file, a progress line on a terminal, the totals at the end.
public final class UploadReport implements RunListener<UploadEvent> {
    /// How long the service keeps uncommitted blocks ("Put Block").
    private static final Duration KEPT = Duration.ofDays(7);

    private final Clock clock = Clock.systemUTC();
    private final Output output;
    private final RunReport shared;
    private final FirstFew dropped;
    private final FirstFew twins;

    /// A report that does not collect failures.
    public UploadReport(Output output, CountDown countDown) {
        this(output, countDown, failure -> {});
    }

    /// @param failures receives every file that failed
    public UploadReport(Output output, CountDown countDown, Consumer<Json> failures) {
        this.dropped = new FirstFew(output, "with lost properties");
        this.twins = new FirstFew(output, "with a look-alike");
        this.output = output;
        this.shared = new RunReport(output, countDown, "source", failures);
    }

    @Override
    public void on(UploadEvent event) {
        switch (event) {
            case UploadEvent.Uploaded done -> uploaded(done);
            case UploadEvent.Planned plan -> planned(plan);
            case UploadEvent.Skipped skipped -> shared.skipped(skipped.source(), skipped.reason());
            case UploadEvent.Failed failed -> shared.failed(failed.source(), failed.problem());
            case UploadEvent.Retrying again -> shared.retrying(again.problem(), again.pause());
        }
    }

    private void uploaded(UploadEvent.Uploaded done) {
        String resumed = done.resumed() > 0 ? ", " + Amounts.size(done.resumed()) + " already uploaded" : "";
        output.data(() -> "Uploaded "
                + done.source()
                + " as "
                + done.target().name()
                + " ("
                + Amounts.size(done.size())
                + resumed
                + ")");
        output.event(() -> Json.event("uploaded")
                .with("source", done.source())
                .with("container", done.target().container())
                .with("blob", done.target().name())
                .with("bytes", done.size())
                .with("resumedBytes", done.resumed())
                .with("md5", done.md5())
                .with("millis", done.took())
                .with("dropped", Optional.of(done.dropped()).filter(list -> !list.isEmpty()))
                .with("twin", done.twin().map(BlobPath::name)));
        if (!done.dropped().isEmpty()) {
            String what = String.join(", ", done.dropped());
            dropped.print(
                    what, () -> "Lost     from " + done.target().name() + ", because the blob was replaced: " + what);
        }
        done.twin()
                .ifPresent(twin -> twins.print(
                        "different Unicode form",
                        () -> "Note     "
                                + done.target().name()
                                + " looks like another blob, whose name uses a different Unicode form: "
                                + BlobPath.urlPath(twin.container(), twin.name())));
    }

    private void planned(UploadEvent.Planned plan) {
        output.data(() -> "Would upload "
                + plan.source()
                + " as "
                + plan.target().name()
                + " ("
                + Amounts.size(plan.size())
                + ", "
                + plan.contentType()
                + plan.conflict().map(text -> ", " + text).orElse("")
                + ")");
        output.event(() -> Json.event("planned")
                .with("source", plan.source())
                .with("container", plan.target().container())
                .with("blob", plan.target().name())
                .with("bytes", plan.size())
                .with("contentType", plan.contentType())
                .with("conflict", plan.conflict()));
    }

    /// Waits for the end and draws the progress line meanwhile.
    public UploadSnapshot follow(Upload transfer) throws InterruptedException {
        return shared.follow(transfer, UploadSnapshot::scanning);
    }

    /// The state at one moment, for the heartbeat.
    public static Heartbeat.Beat beat(UploadSnapshot now) {
        return RunReport.beat("Uploading: ", "uploaded", now, now.scanning());
    }

    /// Prints how many more were skipped or failed than were named.
    void printRest() {
        dropped.printRest();
        twins.printRest();
        shared.printRest();
    }

    /// The exit code of the finished upload.
    public int exitCode(UploadSnapshot last) {
        return ExitCode.of(last, shared.kinds());
    }

    /// The problem of the first file that failed.
    Optional<Problem> firstFailure() {
        return shared.firstFailure();
    }

    /// Prints the totals and adds them to the summary.
    public void summarise(UploadSnapshot last, AccountUrl account, UploadRequest request, Json summary) {
        printRest();
        String verb = request.dryRun() ? " to upload" : " uploaded";
        StringBuilder text = new StringBuilder();
        text.append(last.uploaded()).append(verb);
        text.append(", ").append(last.skipped()).append(" skipped");
        text.append(", ").append(last.failed()).append(" failed");
        text.append(Amounts.rest(last.left(), last.scanning()));
        text.append("; ")
                .append(Amounts.size(last.bytesDone()))
                .append(" in ")
                .append(Amounts.time(last.elapsed()))
                .append(", to ")
                .append(account)
                .append("/")
                .append(request.container());
        output.note(text.toString());
        if (last.found() == 0) {
            output.note("Nothing to upload.");
        }
        Instant keptUntil = clock.instant().plus(KEPT).truncatedTo(ChronoUnit.SECONDS);
        if (last.state() == RunState.CANCELLED) {
            boolean again = request.ifExists() == ConflictPolicy.FAIL && last.uploaded() > 0;
            output.note("Stopped. To continue, run the same command again"
                    + (again ? ", with --if-exists if-different" : "")
                    + ".");
        }
        if (last.filesKept() > 0) {
            output.note("The service keeps "
                    + Amounts.size(last.bytesKept())
                    + " of "
                    + last.filesKept()
                    + (last.filesKept() == 1 ? " file" : " files")
                    + " until "
                    + keptUntil
                    + ", so they need not be uploaded again.");
        }
        summary.with("found", last.found())
                .with("uploaded", last.uploaded())
                .with("skipped", last.skipped())
                .with("failed", last.failed())
                .with("failures", shared.failures())
                .with("left", last.left())
                .with("totalKnown", !last.scanning())
                .with("bytes", last.bytesDone())
                .with("resumableFiles", last.filesKept())
                .with("resumableBytes", last.bytesKept())
                .with("resumableUntil", last.filesKept() > 0 ? Optional.of(keptUntil) : Optional.empty())
                .with("millis", last.elapsed())
                .with("dryRun", request.dryRun())
                .with("stoppedBy", last.stoppedBy().map(Output::json))
                .with("firstFailure", firstFailure().map(Output::json));
    }
}
