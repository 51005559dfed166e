package dev.blobdrop.cli.output;

import dev.blobdrop.core.problem.FileProblems;
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

/// Tells how a download goes: a line per blob, a progress line on a terminal, the sums at the end.
public final class DownloadReport implements RunListener<DownloadEvent> {
    /// Why nothing was compared.
    public static final String NO_CHECKSUM = "the blob has no stored checksum.";

    private static final Duration REDRAW = Duration.ofMillis(200);

    private final Output output;
    private final CountDown countDown;
    private final RunProblems troubles;
    private final FirstFew skipped;
    private final Consumer<Json> failures;

    /// @param failures gets each blob that failed, for who wants all of them
    public DownloadReport(Output output, CountDown countDown, Consumer<Json> failures) {
        this.failures = failures;
        this.skipped = new FirstFew(output, "skipped");
        this.output = output;
        this.countDown = countDown;
        this.troubles = new RunProblems(output, countDown);
    }

    @Override
    public void on(DownloadEvent event) {
        switch (event) {
            case DownloadEvent.Downloaded done -> downloaded(done);
            case DownloadEvent.Skipped left -> {
                skipped.say(FirstFew.cause(left.reason()), () -> "Skipped  " + left.name() + ": " + left.reason());
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
                troubles.failed(failed.name(), failed.problem());
            }
            case DownloadEvent.Retrying again -> troubles.retrying(again.problem(), again.pause());
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

    /// Waits for the end, drawing the progress line meanwhile.
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

    /// What is said of a moment where no progress line shows it.
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

    /// See [RunProblems#exitCode]. A disk that is full in the middle is no wrong usage.
    public int exitCode(DownloadSnapshot last) {
        if (last.stoppedBy().filter(FileProblems::meetsAll).isPresent() && last.downloaded() > 0) {
            return ExitCode.SOME_FAILED;
        }
        return troubles.exitCode(last.stoppedBy(), last.failed(), last.downloaded() + last.skipped());
    }

    public void summarise(DownloadSnapshot last, AccountUrl account, DownloadRequest request, Json summary) {
        skipped.rest();
        troubles.rest();
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
                && troubles.firstFailure()
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
                .with("failures", troubles.failures())
                .with("left", last.left())
                .with("totalKnown", !last.listing())
                .with("bytes", last.bytesDone())
                .with("millis", last.elapsed())
                .with("stoppedBy", last.stoppedBy().map(Output::json))
                .with("firstFailure", troubles.firstFailure().map(Output::json));
    }
}
