package dev.blobdrop.cli.output;

import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.transfer.DownloadEvent;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.RunListener;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.Verification;
import dev.blobdrop.core.transfer.engine.Download;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Prints a download: a line per blob, a progress line on a terminal, the totals at the end.
public final class DownloadReport implements RunListener<DownloadEvent> {
    /// Why a blob was not verified.
    public static final String NO_CHECKSUM = "the blob has no stored checksum.";

    private static final Duration REDRAW = Duration.ofMillis(200);

    private final Output output;
    private final CountDown countDown;
    private final RunProblems problems;
    private final FirstFew skipped;
    private final Consumer<Json> failures;

    /// @param failures receives every blob that failed
    public DownloadReport(Output output, CountDown countDown, Consumer<Json> failures) {
        this.failures = failures;
        this.skipped = new FirstFew(output, "skipped");
        this.output = output;
        this.countDown = countDown;
        this.problems = new RunProblems(output, countDown);
    }

    @Override
    public void on(DownloadEvent event) {
        switch (event) {
            case DownloadEvent.Downloaded done -> downloaded(done);
            case DownloadEvent.Skipped left -> {
                skipped.print(FirstFew.cause(left.reason()), () -> "Skipped  " + left.name() + ": " + left.reason());
                output.event(
                        () -> Json.event("skipped").with("blob", left.name()).with("reason", left.reason()));
            }
            case DownloadEvent.Failed failed -> {
                output.event(() -> Json.event("failed")
                        .with("blob", failed.name())
                        .with("problem", Output.json(failed.problem())));
                failures.accept(new Json()
                        .with("blob", failed.name())
                        .with("code", failed.problem().code())
                        .with("title", failed.problem().title()));
                problems.failed(failed.name(), failed.problem());
            }
            case DownloadEvent.Retrying again -> problems.retrying(again.problem(), again.pause());
        }
    }

    private void downloaded(DownloadEvent.Downloaded done) {
        output.event(() -> Json.event("downloaded")
                .with("blob", done.name())
                .with("file", done.target())
                .with("bytes", done.size())
                .with("kept", done.kept())
                .with("md5", done.md5())
                .with("verifiedBy", done.verified().id())
                .with("millis", done.took()));
        boolean isSaid = output.isVerbose() && done.verified() == Verification.NONE;
        output.data(() -> "Downloaded "
                + done.name()
                + " as "
                + done.target()
                + " ("
                + Amounts.size(done.size())
                + (done.kept() == 0 ? "" : ", " + Amounts.size(done.kept()) + " of it from an earlier run")
                + (isSaid ? ", not verified" : "")
                + ")");
    }

    /// Waits for the end and draws the progress line meanwhile.
    public DownloadSnapshot follow(Download download) throws InterruptedException {
        while (!download.await(REDRAW)) {
            if (output.drawsProgress()) {
                Optional<String> waiting = countDown.line();
                DownloadSnapshot now = download.snapshot();
                output.progress(columns -> waiting.orElseGet(() -> ProgressLine.of(now, columns)));
            }
        }
        countDown.close();
        output.progress("");
        return download.snapshot();
    }

    /// The state at one moment, for the heartbeat.
    public static Heartbeat.Beat beat(DownloadSnapshot now) {
        return new Heartbeat.Beat(
                "Downloading: " + ProgressLine.words(now),
                Json.event("progress")
                        .with("found", now.found())
                        .with("downloaded", now.downloaded())
                        .with("skipped", now.skipped())
                        .with("failed", now.failed())
                        .with("bytes", now.bytesDone())
                        .with("bytesFound", now.bytesFound())
                        .with("totalKnown", !now.listing())
                        .with("millis", now.elapsed()));
    }

    /// The exit code of the finished download.
    public int exitCode(DownloadSnapshot last) {
        return ExitCode.of(last, problems.kinds());
    }

    /// Prints the totals and adds them to the summary.
    public void summarise(DownloadSnapshot last, AccountUrl account, DownloadRequest request, Json summary) {
        skipped.printRest();
        problems.printRest();
        StringBuilder text = new StringBuilder();
        text.append(last.downloaded()).append(" downloaded");
        if (last.notVerified() > 0) {
            text.append(" (").append(last.notVerified()).append(" not verified)");
        }
        text.append(", ");
        text.append(last.skipped()).append(" skipped, ");
        text.append(last.failed()).append(" failed");
        text.append(Amounts.rest(last.left(), last.listing()));
        text.append("; ")
                .append(Amounts.size(last.bytesDone()))
                .append(" in ")
                .append(Amounts.time(last.elapsed()))
                .append(", from ")
                .append(account)
                .append("/")
                .append(request.container());
        output.note(text.toString());
        if (last.notVerified() > 0 && request.checkMd5()) {
            output.note("Not verified: " + NO_CHECKSUM);
        }
        if (last.stoppedBy().isPresent()
                && problems.firstFailure()
                        .filter(last.stoppedBy().get()::equals)
                        .isEmpty()) {
            output.problem(last.stoppedBy().get());
        }
        if (last.state() == RunState.CANCELLED) {
            output.note("Stopped. To continue, run the same command again with --if-exists skip."
                    + (request.resume() ? " Downloaded parts of large blobs are kept." : ""));
        }
        summary.with("folder", request.folder())
                .with("found", last.found())
                .with("downloaded", last.downloaded())
                .with("notVerified", last.notVerified())
                .with("skipped", last.skipped())
                .with("failed", last.failed())
                .with("failures", problems.failures())
                .with("left", last.left())
                .with("totalKnown", !last.listing())
                .with("bytes", last.bytesDone())
                .with("millis", last.elapsed())
                .with("stoppedBy", last.stoppedBy().map(Output::json))
                .with("firstFailure", problems.firstFailure().map(Output::json));
    }
}
