package dev.blobdrop.cli.output;

import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.transfer.DownloadEvent;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.RunListener;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.Verification;
import dev.blobdrop.core.transfer.engine.Download;
import java.util.function.Consumer;

/// Prints a download: a line per blob, a progress line on a terminal, the totals at the end.
public final class DownloadReport implements RunListener<DownloadEvent> {
    /// Why a blob was not verified.
    public static final String NO_CHECKSUM = "the blob has no stored checksum.";

    private final Output output;
    private final RunReport shared;

    /// @param failures receives every blob that failed
    public DownloadReport(Output output, CountDown countDown, Consumer<Json> failures) {
        this.output = output;
        this.shared = new RunReport(output, countDown, "blob", failures);
    }

    @Override
    public void on(DownloadEvent event) {
        switch (event) {
            case DownloadEvent.Downloaded done -> downloaded(done);
            case DownloadEvent.Skipped skipped -> shared.skipped(skipped.name(), skipped.reason());
            case DownloadEvent.Failed failed -> shared.failed(failed.name(), failed.problem());
            case DownloadEvent.Retrying again -> shared.retrying(again.problem(), again.pause());
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
        return shared.follow(download, DownloadSnapshot::listing);
    }

    /// The state at one moment, for the heartbeat.
    public static Heartbeat.Beat beat(DownloadSnapshot now) {
        return RunReport.beat("Downloading: ", "downloaded", now, now.listing());
    }

    /// The exit code of the finished download.
    public int exitCode(DownloadSnapshot last) {
        return ExitCode.of(last, shared.kinds());
    }

    /// Prints the totals and adds them to the summary.
    public void summarise(DownloadSnapshot last, AccountUrl account, DownloadRequest request, Json summary) {
        shared.printRest();
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
        shared.stopped(last.stoppedBy());
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
                .with("failures", shared.failures())
                .with("left", last.left())
                .with("totalKnown", !last.listing())
                .with("bytes", last.bytesDone())
                .with("millis", last.elapsed())
                .with("stoppedBy", last.stoppedBy().map(Output::json))
                .with("firstFailure", shared.firstFailure().map(Output::json));
    }
}
